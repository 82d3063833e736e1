/** A name as people read it: whatever its case, or the way it was typed. */
export function foldedName(name: string): string {
  return name.normalize("NFKC").trim().toLowerCase();
}
