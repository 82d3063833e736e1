import type { Verdict, VerifyRow as VerifyRowView } from "../../session/verify/verify.ts";
import { CodeView } from "./CodeView.tsx";
import { LongCode } from "./LongCode.tsx";
import { ShieldIcon } from "./ShieldIcon.tsx";
import { Verdicts } from "./Verdicts.tsx";
import { WhenTheyDiffer } from "./WhenTheyDiffer.tsx";
import { verifyTexts } from "../../texts/verify.ts";
import { say } from "../../texts/mod.ts";

export interface VerifyRowProps {
  readonly row: VerifyRowView;
  readonly onJudge: (verdict: Verdict) => void;
  readonly onLongCode: () => void;
  readonly onLeave: () => void;
  readonly onNewRoom: () => void;
}

/** One person: what is known of them, the code to compare, and what can be said of it. */
export function VerifyRow(props: VerifyRowProps) {
  const { row } = props;
  const t = verifyTexts();
  return (
    <li
      class="verify-row"
      data-testid="verify-row"
      data-peer={row.peer}
      data-trust={row.trust}
      data-tone={row.tone}
      data-withheld={row.withheld ? "yes" : undefined}
    >
      <h3>{row.name}</h3>
      <div role="status">
        <p class="verify-state">
          <ShieldIcon name={row.trust} />
          {row.title}
        </p>
        <p class="dim">{row.text}</p>
      </div>
      {row.code !== null && (
        <CodeView
          code={row.code}
          label={say(t.codeWith, { name: row.name })}
          testid="verify-code"
        />
      )}
      {row.waiting !== null && <p class="verify-waiting" role="status">{row.waiting}</p>}
      <LongCode long={row.long} name={row.name} onShow={props.onLongCode} />
      {row.withheld && (
        <WhenTheyDiffer name={row.name} onLeave={props.onLeave} onNewRoom={props.onNewRoom} />
      )}
      <Verdicts
        about={say(t.codesWith, { name: row.name })}
        of={row.fingerprint}
        verdicts={row.verdicts}
        onJudge={props.onJudge}
      />
    </li>
  );
}
