import type { ComponentChildren } from "preact";
import { INK_PALETTE, type Tool } from "../../session/screen/mod.ts";
import { presentingTexts } from "../../texts/presenting.ts";
import { ClearIcon, FartherIcon, LaserIcon, NearerIcon, PenIcon, UndoIcon } from "./icons.tsx";

export interface InkToolsProps {
  readonly tool: Tool;
  readonly colour: number;
  readonly zoomed: boolean;
  readonly canUndo: boolean;
  readonly canClear: boolean;
  /** True on one's own screen, where clearing takes everything away. */
  readonly ownScreen: boolean;
  readonly onTool: (tool: Tool) => void;
  readonly onColour: (colour: number) => void;
  readonly onZoom: (key: "+" | "-") => void;
  readonly onUndo: () => void;
  readonly onClear: () => void;
}

/** The buttons over a shared screen: zoom, point, draw; with a tool in hand its colours. */
export function InkTools(props: InkToolsProps) {
  const t = presentingTexts();
  const { tool, colour } = props;
  const take = (next: Tool) => props.onTool(tool === next ? "look" : next);
  return (
    <div class="ink-tools" role="toolbar" aria-label={t.tools}>
      <Button
        label={t.farther}
        testid="zoom-out"
        off={!props.zoomed}
        onClick={() => props.onZoom("-")}
      >
        <FartherIcon />
      </Button>
      <Button label={t.nearer} testid="zoom-in" onClick={() => props.onZoom("+")}>
        <NearerIcon />
      </Button>
      <Button
        label={t.laser}
        testid="ink-laser"
        pressed={tool === "laser"}
        onClick={() => take("laser")}
      >
        <LaserIcon />
      </Button>
      <Button label={t.pen} testid="ink-pen" pressed={tool === "pen"} onClick={() => take("pen")}>
        <PenIcon />
      </Button>
      <Button label={t.undo} testid="ink-undo" off={!props.canUndo} onClick={props.onUndo}>
        <UndoIcon />
      </Button>
      <Button
        label={props.ownScreen ? t.clearAll : t.clearMine}
        testid="ink-clear"
        off={!props.canClear}
        onClick={props.onClear}
      >
        <ClearIcon />
      </Button>
      {tool !== "look" && (
        <div class="ink-colours" role="group" aria-label={t.colours}>
          {INK_PALETTE.map((shade, index) => (
            <Button
              key={shade}
              label={t.colour[index as keyof typeof t.colour]}
              testid={`ink-colour-${index}`}
              pressed={colour === index}
              onClick={() => props.onColour(index)}
            >
              <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
                <circle cx="12" cy="12" r="9" fill={shade} />
              </svg>
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

interface ButtonProps {
  readonly label: string;
  readonly testid: string;
  readonly pressed?: boolean;
  readonly off?: boolean;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}

function Button({ label, testid, pressed, off, onClick, children }: ButtonProps) {
  return (
    <button
      type="button"
      class="ink-tool"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      // Not `disabled`: a button that just did its last work keeps the focus.
      aria-disabled={off}
      data-testid={testid}
      onClick={() => {
        if (!off) onClick();
      }}
    >
      {children}
    </button>
  );
}
