import type { GroupView } from "../../session/verify/verify.ts";
import { CodeView } from "./CodeView.tsx";
import { useKeptFocus } from "../ui/kept_focus.ts";
import { ShieldIcon } from "./ShieldIcon.tsx";
import { verifyTexts } from "../../texts/verify.ts";

export interface GroupCodeProps {
  readonly group: GroupView;
  readonly onMatch: (epoch: number) => void;
}

/** The code for everyone at once. */
export function GroupCode({ group, onMatch }: GroupCodeProps) {
  const t = verifyTexts();
  const verdict = group.name === "code" ? group.verdict : null;
  const { ref, pressed } = useKeptFocus<HTMLElement>(verdict ?? "");
  if (group.name === "none") return null;
  return (
    <section
      ref={ref}
      class="verify-group"
      data-testid="verify-group"
      data-state={verdict ?? group.name}
    >
      <h3>{t.everyone}</h3>
      {group.name === "code" && (
        <CodeView code={group.code} label={t.codeForEveryone} testid="group-code" />
      )}
      {group.name === "code" && group.verdict === "open" && (
        <button
          type="button"
          class="button primary"
          data-testid="group-match"
          onClick={() => {
            pressed();
            onMatch(group.epoch);
          }}
        >
          {t.matchOnEveryScreen}
        </button>
      )}
      <p class={verdict === "said" ? "verify-state" : "dim"} role="status" tabIndex={-1}>
        {verdict === "said" && <ShieldIcon name="compared" />}
        {group.text}
      </p>
    </section>
  );
}
