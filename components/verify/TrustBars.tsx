import type { ComponentChildren } from "preact";
import type { ShieldName, ShieldTone } from "../../session/verify/shield.ts";
import type { ChangedPerson, People } from "../../session/verify/trust_bars.ts";
import { callTexts } from "../../texts/call.ts";
import { say } from "../../texts/mod.ts";
import { verifyTexts } from "../../texts/verify.ts";
import { CloseIcon } from "../ui/icons.tsx";
import { ShieldIcon } from "./ShieldIcon.tsx";

export interface TrustBarsProps {
  readonly stopped: People | null;
  readonly halted: People | null;
  readonly changed: readonly ChangedPerson[];
  readonly onVerify: () => void;
  readonly onLeave: () => void;
  readonly onDismiss: (peer: string) => void;
}

/**
 * What must not be missed, over the tiles for as long as it holds: that somebody gets nothing of ours,
 * that somebody is to be verified again, and that somebody's browser sends us nothing. The list is
 * always there, so that screen readers hear what is added.
 */
export function TrustBars(props: TrustBarsProps) {
  const { stopped, halted, changed } = props;
  const t = verifyTexts();
  return (
    <div class="trust-bars" role="status" data-testid="trust-bars">
      {stopped !== null && (
        <Bar tone="bad" icon="differ" testid="stopped-bar" text={say(t.stopped, stopped)}>
          <button
            type="button"
            class="button"
            data-testid="stopped-again"
            onClick={props.onVerify}
          >
            {t.askDiffer.again}
          </button>
          <button
            type="button"
            class="button danger"
            data-testid="stopped-leave"
            onClick={props.onLeave}
          >
            {t.leave}
          </button>
        </Bar>
      )}
      {changed.map(({ peer, name }) => (
        <Bar
          key={peer}
          tone="warn"
          icon="changed"
          testid="changed-bar"
          text={say(callTexts().certificateChanged.title, { name })}
          more={callTexts().certificateChanged.text}
        >
          <button
            type="button"
            class="button"
            data-testid="changed-verify"
            onClick={props.onVerify}
          >
            {t.verifyNow}
          </button>
          <button
            type="button"
            class="toast-close"
            data-testid="changed-dismiss"
            aria-label={callTexts().closeMessage}
            onClick={() => props.onDismiss(peer)}
          >
            <CloseIcon />
          </button>
        </Bar>
      ))}
      {halted !== null && (
        <Bar tone="plain" icon="alone" testid="halted-bar" text={say(t.halted, halted)}>
          <details>
            <summary>{t.haltedWhat}</summary>
            <p>{t.haltedMeans}</p>
          </details>
        </Bar>
      )}
    </div>
  );
}

interface BarProps {
  readonly tone: ShieldTone;
  readonly icon: ShieldName;
  readonly testid: string;
  readonly text: string;
  readonly more?: string;
  readonly children: ComponentChildren;
}

function Bar({ tone, icon, testid, text, more, children }: BarProps) {
  return (
    <div class="trust-bar" data-tone={tone} data-testid={testid}>
      <ShieldIcon name={icon} />
      <p>
        <strong>{text}</strong>
        {more !== undefined && <span class="dim">{more}</span>}
      </p>
      <div class="trust-bar-actions">{children}</div>
    </div>
  );
}
