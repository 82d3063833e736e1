import type { ComponentChildren, JSX } from "preact";

type ButtonAttributes = Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, "label" | "title">;

export interface BarButtonProps extends ButtonAttributes {
  /** What a screen reader says. */
  readonly label: string;
  /** The tooltip, where it says more than the label. */
  readonly tip?: string;
  readonly testid: string;
  readonly children: ComponentChildren;
}

/** A small button with an icon, in a bar or in a row. */
export function BarButton(
  { label, tip = label, testid, class: more, children, ...rest }: BarButtonProps,
) {
  return (
    <button
      type="button"
      {...rest}
      class={more === undefined ? "bar-button" : `bar-button ${more}`}
      data-testid={testid}
      aria-label={label}
      title={tip}
    >
      {children}
    </button>
  );
}
