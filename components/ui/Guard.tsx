import { Component, type ComponentChildren } from "preact";
import { failedTexts } from "../../texts/failed.ts";

export interface GuardProps {
  readonly children: ComponentChildren;
  /** What it shows: where this becomes another one, a failed part is drawn anew by itself. */
  readonly of?: unknown;
  /** What stands there instead once it failed. */
  readonly instead: (again: (event: Event) => void) => ComponentChildren;
}

/**
 * Keeps a failure where it happened. What throws while it is drawn, in an effect or when it goes away
 * is replaced; all around it stays. (An error in an event handler ends that handler alone.)
 */
export class Guard extends Component<GuardProps, { failed: boolean }> {
  override state = { failed: false };

  override componentDidCatch(error: unknown): void {
    // For whoever looks for the reason: it stays on this device.
    console.error(error);
    this.setState({ failed: true });
  }

  override componentDidUpdate(before: GuardProps): void {
    if (this.state.failed && before.of !== this.props.of) this.setState({ failed: false });
  }

  readonly #again = ({ currentTarget }: Event): void => {
    const around = currentTarget instanceof Element
      ? currentTarget.closest<HTMLElement>("#panel, .stage")
      : null;
    this.setState({ failed: false }, () => {
      // The button that had the focus is gone.
      if (document.activeElement === document.body) around?.focus({ preventScroll: true });
    });
  };

  override render() {
    const { children, instead } = this.props;
    return this.state.failed ? instead(this.#again) : <Inside>{children}</Inside>;
  }
}

/** A guard catches what its components throw: elements right below it need one around them. */
function Inside({ children }: { children: ComponentChildren }) {
  return <>{children}</>;
}

export interface FailedProps {
  /** What can't be shown, in a sentence; else that this part of the page failed. */
  readonly words?: string;
  /** "li" in a list. */
  readonly as?: "div" | "li";
  readonly class?: string;
  readonly again: (event: Event) => void;
}

/** What a failed part says of itself, and the way to try it again. */
export function Failed({ words, as: Element = "div", class: more, again }: FailedProps) {
  const t = failedTexts();
  return (
    <Element
      class={more === undefined ? "part-failed" : `part-failed ${more}`}
      data-testid="part-failed"
    >
      <span role="status">{words ?? t.part}</span>
      <button type="button" class="button" data-testid="part-again" onClick={again}>
        {t.again}
      </button>
    </Element>
  );
}

export interface PartProps extends Pick<GuardProps, "children" | "of"> {
  readonly words?: string;
  readonly as?: "div" | "li";
  readonly class?: string;
}

/** A part of the page that can fail alone, and then says so where it stood. */
export function Part({ children, of, ...failed }: PartProps) {
  return <Guard of={of} instead={(again) => <Failed {...failed} again={again} />}>{children}
  </Guard>;
}
