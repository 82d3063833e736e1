import type { DeviceOption } from "../../session/mod.ts";

export interface DevicePickerProps {
  readonly label: string;
  readonly options: readonly DeviceOption[];
  readonly chosen: string | null;
  readonly testid?: string;
  readonly onChoose: (id: string) => void;
}

/** A choice among devices; nothing while there is nothing to choose. */
export function DevicePicker({ label, options, chosen, testid, onChoose }: DevicePickerProps) {
  if (options.length < 2) return null;
  return (
    <label class="field">
      <span>{label}</span>
      <select
        data-testid={testid}
        value={chosen ?? options[0].id}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {options.map((option) => <option key={option.id} value={option.id}>{option.label}</option>)}
      </select>
    </label>
  );
}
