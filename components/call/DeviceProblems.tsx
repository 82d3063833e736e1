import type { InputState } from "../../session/mod.ts";

/** Why the microphone or the camera did not come on. Always there, so that what is added is read aloud. */
export function DeviceProblems({ inputs }: { inputs: readonly InputState[] }) {
  return (
    <div class="prejoin-problems" role="status">
      {inputs.map((input) =>
        input.name === "failed" && (
          <div
            key={input.problem.title}
            class="notice warn"
            data-testid="device-problem"
            data-code={input.problem.code}
          >
            <strong>{input.problem.title}</strong>
            <p>{input.problem.text}</p>
          </div>
        )
      )}
    </div>
  );
}
