import type { Problem as ProblemView } from "../../session/mod.ts";

/** What went wrong and what to do, read aloud when it appears. */
export function Problem({ problem }: { problem: ProblemView }) {
  return (
    <div class="notice error" role="alert" data-testid="problem" data-code={problem.code}>
      <strong>{problem.title}</strong>
      <p>{problem.text}</p>
    </div>
  );
}
