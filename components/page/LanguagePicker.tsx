import { isLanguage, type Language, LANGUAGES } from "../../texts/languages.ts";

export interface LanguagePickerProps {
  readonly label: string;
  readonly chosen: Language;
  /** False until the script runs; the browser's own choice holds without it. */
  readonly ready: boolean;
  readonly onChoose: (language: Language) => void;
}

/** A choice among the languages, each by the name that it has for itself. */
export function LanguagePicker({ label, chosen, ready, onChoose }: LanguagePickerProps) {
  return (
    <label class="language">
      <span class="visually-hidden">{label}</span>
      <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
        <path
          d="M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M3.5 9h17M3.5 15h17M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18"
          fill="none"
          stroke="currentColor"
          stroke-width="1.6"
        />
      </svg>
      <select
        data-testid="language"
        disabled={!ready}
        value={chosen}
        onChange={({ currentTarget }) => {
          if (isLanguage(currentTarget.value)) onChoose(currentTarget.value);
        }}
      >
        {Object.entries(LANGUAGES).map(([tag, { own, dir }]) => (
          <option key={tag} value={tag} lang={tag} dir={dir} selected={tag === chosen}>
            {own}
          </option>
        ))}
      </select>
    </label>
  );
}
