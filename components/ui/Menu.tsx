import { useElementId } from "./element_id.ts";
import type { ComponentChildren } from "preact";
import { useHeldFocus } from "./held_focus.ts";

export interface MenuFrameProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly onClose: () => void;
}

/** A small list of buttons over the controls. It closes on Escape and by a press elsewhere. */
export function MenuFrame({ title, children, onClose }: MenuFrameProps) {
  const elementId = useElementId();
  const ref = useHeldFocus<HTMLDivElement>();
  return (
    <>
      <div class="menu-ground" onClick={onClose} />
      <div
        ref={ref}
        id={elementId("panel")}
        class="menu"
        role="group"
        aria-label={title}
        tabIndex={-1}
        data-testid="menu"
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
        }}
      >
        {children}
      </div>
    </>
  );
}

export interface MenuItemProps {
  readonly label: string;
  /** What is so now, beside the label. */
  readonly value?: string;
  /** The key that does the same. */
  readonly hotkey?: string;
  /** True when it stands here on narrow screens only. */
  readonly narrow?: boolean;
  readonly children: ComponentChildren;
  readonly testid?: string;
  readonly onClick: () => void;
}

/** One line of a menu. */
export function MenuItem(props: MenuItemProps) {
  return (
    <button
      type="button"
      class={props.narrow ? "menu-item narrow" : "menu-item"}
      data-testid={props.testid}
      aria-keyshortcuts={props.hotkey}
      onClick={props.onClick}
    >
      {props.children}
      <span>{props.label}</span>
      {props.value !== undefined && <span class="menu-value">{props.value}</span>}
      {props.hotkey !== undefined && <kbd aria-hidden="true">{props.hotkey}</kbd>}
    </button>
  );
}
