import { useElementId } from "../ui/element_id.ts";
import { prejoinTexts } from "../../texts/prejoin.ts";

export interface HideAddressProps {
  readonly on: boolean;
  /** It is on, and there is no relay to do it by. */
  readonly impossible: boolean;
  readonly disabled: boolean;
  readonly onChange: (on: boolean) => void;
}

/** Whether the others may learn one's network address. As tall with one text as with the other. */
export function HideAddress({ on, impossible, disabled, onChange }: HideAddressProps) {
  const elementId = useElementId();
  const t = prejoinTexts();
  return (
    <div class="switch-field">
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          data-testid="hide-address"
          checked={on}
          disabled={disabled}
          aria-describedby={elementId("hide-address-hint")}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{t.hideAddress}</span>
      </label>
      <small
        id={elementId("hide-address-hint")}
        class={impossible ? "wrong" : undefined}
        role={impossible ? "alert" : undefined}
      >
        {impossible ? t.hideAddressFails : t.hideAddressHint}
      </small>
    </div>
  );
}
