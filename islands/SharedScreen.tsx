import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { fetchSheet } from "../components/site/fetch_sheet.ts";
import { styles } from "../components/site/styles.ts";

export interface SharedScreenProps {
  /** Whose screen it is. */
  readonly presenter: string;
}

/**
 * What lies over a shared screen: zoom and ink. Its code is fetched when the first one is shown; until
 * then, and where that fails, the screen is just seen.
 */
export function SharedScreen({ presenter }: SharedScreenProps) {
  const [View, setView] = useState<ComponentType<SharedScreenProps> | null>(null);
  useEffect(() => {
    let gone = false;
    Promise.all([
      import("./SharedScreenView.tsx"),
      fetchSheet(styles.presenting),
    ]).then(([{ SharedScreenView }]) => {
      if (!gone) setView(() => SharedScreenView);
    }, () => {
      // TypeError: the server can't be reached. The screen is there all the same.
    });
    return () => {
      gone = true;
    };
  }, []);
  return View === null ? null : <View presenter={presenter} />;
}
