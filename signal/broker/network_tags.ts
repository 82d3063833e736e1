import { createHash, randomBytes } from "node:crypto";
import { blockOf } from "../http/client_address.ts";

/** Where somebody speaks from: alike for all of one network, and telling nobody which it is. */
export interface Whereabouts {
  readonly network: string;
  readonly block: string;
}

/** Characters of a tag: 66 bits. */
const LENGTH = 11;

/**
 * Names networks for what goes over the bus: instances must be able to tell who shares one, and
 * nobody needs the address for that. The salt is this instance's own and new at every start, so that
 * no table of addresses turns a tag back into one.
 */
export class NetworkTags {
  #salt = randomBytes(16);

  of(address: string): Whereabouts {
    return { network: this.#tag(address), block: this.#tag(blockOf(address)) };
  }

  #tag(text: string): string {
    return createHash("sha256").update(this.#salt).update(text).digest("base64url")
      .slice(0, LENGTH);
  }
}
