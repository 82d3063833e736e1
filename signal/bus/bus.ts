/** Who said something, as far as others need to know who crowds a line: no address. */
export interface Speaker {
  readonly id: string;
  /** Tags of its network, and of the block of addresses that this is in (`NetworkTags`). */
  readonly network: string;
  readonly block: string;
}

/** A frame for somebody, and who said it. */
export interface Said {
  readonly frame: string;
  readonly speaker: Speaker;
}

/** One client's place at the broker, wherever its socket is. */
export interface Seat {
  /** The digest of the client's token: whoever knows the token may take the id back. */
  readonly token: Uint8Array;
  /** The tag of the client's network. */
  readonly network: string;
  /** Takes a frame that somebody published to this id. */
  deliver(said: Said): void;
  /** What it said was dropped, since it crowded out others in a line; `cost` is what that counts. */
  crowded(cost: number): void;
  /** The id went to another seat (the same client connected again), or was lost: the seat is void. */
  ousted(): void;
}

/** A result that is there at once within one process, and later between several. */
export type Soon<T> = T | Promise<T>;

/**
 * How clients reach each other by id, over however many instances of the broker. The broker knows
 * no other way to a client, not even to its own. A rejected promise means that the bus can't say at
 * the moment (`BusLost`).
 */
export interface Bus {
  /**
   * Claims `id` for a seat. Of all claims by different tokens exactly one is granted until it is
   * released; a claim by the same token ousts the seat that holds it. A granted seat is subscribed:
   * frames are delivered to it, possibly before the answer arrives.
   */
  claim(id: string, seat: Seat): Soon<"granted" | "taken">;
  /** Gives an id back, if this seat still holds it. */
  release(id: string, seat: Seat): void;
  /**
   * Sends frames, in their order, to whoever holds `id`: true when there was somebody, who then got
   * them all.
   */
  publish(id: string, said: readonly Said[]): Soon<boolean>;
  /** Tells whoever said something what it lost of it in a line that it crowded: no answer, no promise. */
  complain(about: Speaker, cost: number): void;
  /**
   * Tells of every id that was granted at another instance; null when the bus was lost and is back,
   * so that any id may be there now. The answer unsubscribes.
   */
  subscribe(appeared: (id: string | null) => void): () => void;
  /** Ends the bus: every id of this instance is released. */
  close(): Soon<void>;
}

/** The bus between the instances is out of reach. */
export class BusLost extends Error {
  override readonly name = "BusLost";
  readonly code = "bus-lost";
}
