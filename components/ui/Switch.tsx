export interface SwitchProps {
  readonly label: string;
  /** What it means, below the label. */
  readonly hint?: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly testid?: string;
  readonly onChange: (on: boolean) => void;
}

/** Something that is on or off, with its label on the whole line. */
export function Switch({ label, hint, on, disabled, testid, onChange }: SwitchProps) {
  return (
    <label class="toggle">
      <span>
        {label}
        {hint !== undefined && <small>{hint}</small>}
      </span>
      <input
        type="checkbox"
        role="switch"
        checked={on}
        disabled={disabled}
        data-testid={testid}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}
