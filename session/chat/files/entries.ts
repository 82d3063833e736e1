import type { ChatLineView } from "../chat.ts";
import type { FileCard } from "./transfers.ts";

/** What stands in the chat: lines, and files among them. */
export type Entry =
  | { readonly kind: "line"; readonly line: ChatLineView }
  | { readonly kind: "file"; readonly card: FileCard };

/** The lines in their order, and each file behind the last line that is not younger than it. */
export function entriesOf(
  lines: readonly ChatLineView[],
  cards: readonly FileCard[],
): readonly Entry[] {
  const places = new Map<number, FileCard[]>();
  for (const card of cards) {
    const place = lines.findLastIndex(({ at }) => at <= card.at);
    places.set(place, [...places.get(place) ?? [], card]);
  }
  const filesAt = (place: number): Entry[] =>
    (places.get(place) ?? []).map((card) => ({ kind: "file", card }));
  return [
    ...filesAt(-1),
    ...lines.flatMap((line, index): Entry[] => {
      // A name stands above each line that comes behind a file.
      const continued = line.continued && !places.has(index - 1);
      return [{ kind: "line", line: { ...line, continued } }, ...filesAt(index)];
    }),
  ];
}
