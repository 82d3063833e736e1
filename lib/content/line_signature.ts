import { type Bytes, lengthPrefixed, utf8 } from "../env/bytes.ts";
import type { PeerId } from "../wire/fields.ts";
import type { PublicKeyText } from "../trust/signing.ts";

/** What somebody says by one line to everyone. */
export interface Said {
  readonly author: PeerId;
  readonly seat: PublicKeyText;
  readonly n: number;
  readonly name: string;
  readonly text: string;
  readonly at: number;
  readonly clock: number;
  readonly epoch: number;
}

/**
 * What an author's seat signs: the line with all that stands in it, in this room and in no other.
 * `scope` names the room beyond a change of key. Numbers are written in decimal digits.
 */
export function signedText(scope: string, line: Said): Bytes {
  const { author, seat, n, name, text, at, clock, epoch } = line;
  return lengthPrefixed(
    ...["kibitz/v1/line", scope, author, seat, `${n}`, name, text, `${at}`, `${clock}`, `${epoch}`]
      .map(utf8),
  );
}
