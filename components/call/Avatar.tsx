import { PersonIcon } from "../ui/icons.tsx";

/** A person without a picture: their initials, or a figure while they have no name, on their colour. */
export function Avatar({ initials, hue }: { initials: string; hue: number }) {
  return (
    <span class={`avatar hue-${hue}`} aria-hidden="true">
      {initials === "" ? <PersonIcon /> : initials}
    </span>
  );
}
