import { useEffect } from "preact/hooks";
import { GroupCode } from "../components/verify/GroupCode.tsx";
import { VerifyRow } from "../components/verify/VerifyRow.tsx";
import { session } from "../session/mod.ts";
import { verify } from "../session/verify_page.ts";
import { verifyTexts } from "../texts/verify.ts";

/** What the verify panel shows: a code for everyone, and one row per person. */
export function VerifyContent() {
  const seal = verify.seal.value;
  const refused = verify.refused.value;
  useEffect(() => {
    // Whoever opens this while something is wrong looks for that.
    document.querySelector('.verify-row:is([data-withheld], [data-trust="changed"])')
      ?.scrollIntoView({ block: "start" });
  }, []);
  return (
    <>
      <p>{verify.how.value}</p>
      <GroupCode group={verify.group.value} onMatch={verify.judgeGroup} />
      <ul class="verify-rows" aria-label={verifyTexts().people}>
        {verify.rows.value.map((row) => (
          <VerifyRow
            key={row.peer}
            row={row}
            onJudge={(verdict) => verify.judge(row, verdict)}
            onLongCode={() => void verify.showLongCode(row.peer)}
            onLeave={() => void session.leave()}
            onNewRoom={() => void verify.openNewRoom()}
          />
        ))}
      </ul>
      <footer class="verify-notes dim">
        <p data-testid="verify-seal">{seal.text}</p>
        {refused !== null && <p data-testid="refused">{refused}</p>}
        <p>
          <a href="/security" target="_blank" rel="noopener">{verifyTexts().whatProtects}</a>
        </p>
      </footer>
    </>
  );
}
