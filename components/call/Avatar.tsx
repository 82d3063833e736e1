/** A person without a picture: their initials on their colour. */
export function Avatar({ initials, hue }: { initials: string; hue: number }) {
  return <span class={`avatar hue-${hue}`} aria-hidden="true">{initials}</span>;
}
