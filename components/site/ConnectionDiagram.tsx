interface ConnectionDiagramProps {
  /** Whether the relay, for those who cannot reach each other directly, is drawn too. */
  readonly relay?: boolean;
}

const WORDS =
  "Two browsers joined by one thick line: sound, picture and chat go straight across it, " +
  "encrypted. Thin dashed lines go up from both to this server, which introduces them.";
const RELAY_WORDS = " Below, a dotted way leads through a relay, used only when there is no " +
  "direct way; it passes on what it cannot read.";

/** Who is connected to whom in a call, as a picture. Its words are its accessible name. */
export function ConnectionDiagram({ relay = false }: ConnectionDiagramProps) {
  return (
    <svg
      class="diagram"
      viewBox={relay ? "0 0 400 400" : "0 0 400 290"}
      role="img"
      aria-label={WORDS + (relay ? RELAY_WORDS : "")}
    >
      <path class="diagram-thin" d="M166 62 C 118 78, 92 102, 80 138" />
      <path class="diagram-thin" d="M234 62 C 282 78, 308 102, 320 138" />
      <rect class="diagram-box" x="140" y="16" width="120" height="56" rx="12" />
      <text class="diagram-name" x="200" y="40">this server</text>
      <text class="diagram-note" x="200" y="59">introduces you</text>
      {relay && <Relay />}
      <path class="diagram-line" d="M78 190 C 140 252, 260 252, 322 190" />
      <circle class="diagram-one" cx="72" cy="182" r="42" />
      <circle class="diagram-two" cx="328" cy="182" r="42" />
      <text class="diagram-on-one" x="72" y="188">you</text>
      <text class="diagram-on-two" x="328" y="188">they</text>
      <text class="diagram-name" x="200" y="188">sound, picture, chat</text>
      <text class="diagram-note" x="200" y="208">encrypted, straight across</text>
    </svg>
  );
}

function Relay() {
  return (
    <>
      <path class="diagram-dots" d="M72 226 C 74 290, 100 330, 140 344" />
      <path class="diagram-dots" d="M328 226 C 326 290, 300 330, 260 344" />
      <rect class="diagram-box" x="140" y="312" width="120" height="56" rx="12" />
      <text class="diagram-name" x="200" y="336">relay</text>
      <text class="diagram-note" x="200" y="355">can't read it</text>
      <text class="diagram-note" x="200" y="390">only when there is no direct way</text>
    </>
  );
}
