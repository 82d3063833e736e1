import { siteTexts } from "../../texts/site.ts";

/** Who is connected to whom in a call, as a picture. Its words are its accessible name. */
export function ConnectionDiagram() {
  const t = siteTexts();
  return (
    <svg
      class="diagram"
      viewBox="0 8 400 238"
      role="img"
      aria-label={t.diagram}
    >
      <path class="diagram-thin" d="M140 52 C 88 64, 58 96, 50 132" />
      <path class="diagram-thin" d="M260 52 C 312 64, 342 96, 350 132" />
      <rect class="diagram-box" x="140" y="16" width="120" height="56" rx="12" />
      <text class="diagram-name" x="200" y="40">{t.diagramServer}</text>
      <text class="diagram-note" x="200" y="59">{t.diagramIntroduces}</text>
      <path class="diagram-line" d="M52 186 C 116 252, 284 252, 348 186" />
      <circle class="diagram-one" cx="48" cy="178" r="42" />
      <circle class="diagram-two" cx="352" cy="178" r="42" />
      <text class="diagram-on-one" x="48" y="184">{t.diagramYou}</text>
      <text class="diagram-on-two" x="352" y="184">{t.diagramThey}</text>
      <text class="diagram-name" x="200" y="176">{t.diagramContent}</text>
      <text class="diagram-note" x="200" y="197">{t.diagramStraight}</text>
    </svg>
  );
}
