import { useEffect, useState } from "preact/hooks";
import { LanguagePicker } from "../components/page/LanguagePicker.tsx";
import { chooseLanguage, keepChosenLanguage } from "../session/storage/language.ts";
import { language } from "../texts/mod.ts";

/** The choice of the language, which is kept on this device. The server's page gives its label. */
export function LanguageMenu({ label }: { label: string }) {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    keepChosenLanguage();
    setReady(true);
  }, []);
  return (
    <LanguagePicker
      label={label}
      chosen={language()}
      ready={ready}
      onChoose={(next) => void chooseLanguage(next)}
    />
  );
}
