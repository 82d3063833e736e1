import type { GroupView } from "../../session/verify.ts";
import { CodeView } from "./CodeView.tsx";
import { useKeptFocus } from "./kept_focus.ts";
import { ShieldIcon } from "./ShieldIcon.tsx";

export interface GroupCodeProps {
  readonly group: GroupView;
  readonly onMatch: (epoch: number) => void;
}

/** The code for everyone at once. */
export function GroupCode({ group, onMatch }: GroupCodeProps) {
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
      <h3>Everyone</h3>
      {group.name === "code" && (
        <CodeView code={group.code} label="Code for everyone" testid="group-code" />
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
          They match on every screen
        </button>
      )}
      <p class={verdict === "said" ? "verify-state" : "dim"} role="status" tabIndex={-1}>
        {verdict === "said" && <ShieldIcon name="compared" />}
        {group.text}
      </p>
    </section>
  );
}
