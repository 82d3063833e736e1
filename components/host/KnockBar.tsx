import { withoutDirections } from "../../lib/wire/shown_text.ts";
import type { GuestView } from "../../session/host/hosting.ts";
import { hostTexts } from "../../texts/host.ts";
import { say } from "../../texts/mod.ts";

interface KnockBarProps {
  readonly waiting: readonly GuestView[];
  readonly onAdmit: (guest: string) => void;
  readonly onMore: () => void;
}

/** Over the stage: somebody knocks. The frame is always there, so that screen readers hear it. */
export function KnockBar({ waiting, onAdmit, onMore }: KnockBarProps) {
  const t = hostTexts();
  const [first, ...others] = waiting;
  return (
    <div class="knock-bar" role="status" data-testid="knock-bar">
      {first !== undefined && (
        <div class="knock-card">
          <p>
            <strong>
              {others.length === 0
                ? say(t.asks, { name: first.name })
                : say(t.manyAsk, { count: waiting.length })}
            </strong>
            {others.length === 0 && first.note !== "" && (
              <span class="knock-note" dir="auto">{withoutDirections(first.note)}</span>
            )}
          </p>
          <div class="knock-row">
            {others.length === 0 && (
              <button
                type="button"
                class="button primary"
                data-testid="bar-admit"
                onClick={() => onAdmit(first.id)}
              >
                {t.admit}
              </button>
            )}
            <button type="button" class="button" data-testid="bar-more" onClick={onMore}>
              {t.seeWho}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
