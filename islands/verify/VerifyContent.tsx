import { useElementId } from "../../components/ui/element_id.ts";
import { useEffect } from "preact/hooks";
import { Part } from "../../components/ui/Guard.tsx";
import { GroupCode } from "../../components/verify/GroupCode.tsx";
import { VerifyRow } from "../../components/verify/VerifyRow.tsx";
import { useSession } from "../../session/mod.ts";
import { useVerify } from "../../session/page/verify.ts";
import { failedTexts } from "../../texts/failed.ts";
import { verifyTexts } from "../../texts/verify.ts";

/** What the verify panel shows: a code for everyone, and one row per person. */
export function VerifyContent() {
  const verify = useVerify();
  const session = useSession();
  const elementId = useElementId();
  const seal = verify.seal.value;
  const refused = verify.refused.value;
  useEffect(() => {
    // Whoever opens this while something is wrong looks for that.
    document.getElementById(elementId("panel"))
      ?.querySelector('.verify-row:is([data-withheld], [data-trust="changed"])')
      ?.scrollIntoView({ block: "start" });
  }, []);
  return (
    <>
      <p>{verify.how.value}</p>
      <Part of={verify.group.value}>
        <GroupCode group={verify.group.value} onMatch={verify.judgeGroup} />
      </Part>
      <ul class="verify-rows" aria-label={verifyTexts().people}>
        {verify.rows.value.map((row) => (
          <Part key={row.peer} of={row} as="li" class="verify-row" words={failedTexts().person}>
            <VerifyRow
              row={row}
              onJudge={(verdict) =>
                verify.judge(row, verdict)}
              onLongCode={() =>
                void verify.showLongCode(row.peer)}
              onLeave={() =>
                void session.leave()}
              onNewRoom={() =>
                void verify.openNewRoom()}
            />
          </Part>
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
