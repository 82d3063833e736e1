import type { ComponentChildren } from "preact";

export interface RoundButtonProps {
  /** What a screen reader says; also the tooltip. */
  readonly label: string;
  /** The key that does the same. */
  readonly hotkey?: string;
  readonly children: ComponentChildren;
  readonly onClick: () => void;
  /** For a toggle: whether it is on. */
  readonly pressed?: boolean;
  /** For a button that opens something: whether it is open, and which element it opens. */
  readonly expanded?: boolean;
  readonly controls?: string;
  readonly tone?: "plain" | "off" | "active" | "leave";
  readonly badge?: string | null;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  /** True when narrow screens have it in a menu instead. */
  readonly wide?: boolean;
  readonly testid?: string;
  /** An element inside the button, under the icon: the level meter. */
  readonly under?: ComponentChildren;
}

/** A round button with an icon, large enough for a thumb. */
export function RoundButton(props: RoundButtonProps) {
  return (
    <button
      type="button"
      class={`round ${props.tone ?? "plain"}${props.wide ? " wide" : ""}`}
      aria-label={props.label}
      title={props.hotkey === undefined ? props.label : `${props.label} (${props.hotkey})`}
      aria-keyshortcuts={props.hotkey}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-controls={props.controls}
      aria-busy={props.busy}
      disabled={props.disabled}
      data-testid={props.testid}
      onClick={props.onClick}
    >
      {props.children}
      {props.under}
      {props.badge && <span class="badge">{props.badge}</span>}
    </button>
  );
}
