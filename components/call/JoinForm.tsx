import { NAME_MAX, type SessionPhase } from "../../session/mod.ts";

export interface JoinFormProps {
  readonly name: string;
  readonly missing: boolean;
  readonly phase: SessionPhase["name"];
  readonly onName: (name: string) => void;
  readonly onJoin: () => void;
  readonly onCancel: () => void;
}

/** The name, and the button that starts the call. */
export function JoinForm({ name, missing, phase, onName, onJoin, onCancel }: JoinFormProps) {
  const joining = phase === "joining";
  return (
    <form
      class="join-form"
      onSubmit={(event) => {
        event.preventDefault();
        onJoin();
      }}
    >
      <div class="field">
        <label for="name">Your name</label>
        <input
          id="name"
          name="name"
          data-testid="name"
          type="text"
          autocomplete="nickname"
          enterkeyhint="go"
          spellcheck={false}
          maxLength={NAME_MAX}
          placeholder="What the others see"
          value={name}
          readOnly={joining}
          aria-invalid={missing ? "true" : undefined}
          aria-describedby="name-hint"
          onInput={(event) => onName(event.currentTarget.value)}
        />
        <small
          id="name-hint"
          class={missing ? "wrong" : undefined}
          role={missing ? "alert" : undefined}
        >
          {missing
            ? "Type a name first."
            : "No account. The others see this name, and this device remembers it."}
        </small>
      </div>
      <div class="join-row">
        <button
          type="submit"
          class="button primary join"
          data-testid="join"
          disabled={phase === "arriving" || joining}
          aria-busy={joining}
        >
          {joining && <span class="spinner" aria-hidden="true" />}
          {joinText(phase)}
        </button>
        {joining && (
          <button type="button" class="button quiet" data-testid="cancel" onClick={onCancel}>
            Cancel
          </button>
        )}
      </div>
    </form>
  );
}

function joinText(phase: SessionPhase["name"]): string {
  switch (phase) {
    case "joining":
      return "Joining…";
    case "left":
      return "Join again";
    case "failed":
      return "Try again";
    default:
      return "Join the call";
  }
}
