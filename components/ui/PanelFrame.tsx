import { useElementId } from "./element_id.ts";
import type { ComponentChildren } from "preact";
import { Part } from "./Guard.tsx";
import { useHeldFocus } from "./held_focus.ts";
import { CloseIcon } from "./icons.tsx";
import { callTexts } from "../../texts/call.ts";
import { say } from "../../texts/mod.ts";

export interface PanelFrameProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly onClose: () => void;
}

/**
 * The frame of every panel beside the stage. It takes the focus when it opens, closes on Escape, and
 * gives the focus back to where it was.
 */
export function PanelFrame({ title, children, onClose }: PanelFrameProps) {
  const elementId = useElementId();
  const ref = useHeldFocus<HTMLElement>();
  return (
    <aside
      ref={ref}
      id={elementId("panel")}
      class="panel"
      tabIndex={-1}
      aria-labelledby={elementId("panel-title")}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <header class="panel-head">
        <h2 id={elementId("panel-title")}>{title}</h2>
        <button
          type="button"
          class="panel-close"
          aria-label={say(callTexts().close, { what: title })}
          onClick={onClose}
        >
          <CloseIcon />
        </button>
      </header>
      <Part>{children}</Part>
    </aside>
  );
}
