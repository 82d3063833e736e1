interface SwitchProps {
  readonly label: string;
  readonly hint: string;
  readonly on: boolean;
  readonly testid: string;
  readonly onChange: (on: boolean) => void;
}

/** A switch with a word on what it does. */
export function ExplainedSwitch({ label, hint, on, testid, onChange }: SwitchProps) {
  return (
    <label class="switch host-switch">
      <span>
        <strong>{label}</strong>
        <small>{hint}</small>
      </span>
      <input
        type="checkbox"
        role="switch"
        checked={on}
        data-testid={testid}
        onChange={(event) => {
          // What is decided is shown when it is decided, and not before.
          event.currentTarget.checked = on;
          onChange(!on);
        }}
      />
    </label>
  );
}
