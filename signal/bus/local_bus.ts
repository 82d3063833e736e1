import type { Bus, Said, Seat, Speaker } from "./bus.ts";
import { sameToken } from "./client_token.ts";

/** The bus of a single instance: a map, and no waiting. */
export class LocalBus implements Bus {
  #seats = new Map<string, Seat>();

  claim(id: string, seat: Seat): "granted" | "taken" {
    const holder = this.#seats.get(id);
    if (holder !== undefined && !sameToken(holder.token, seat.token)) return "taken";
    this.#seats.set(id, seat);
    holder?.ousted();
    return "granted";
  }

  release(id: string, seat: Seat): void {
    if (this.#seats.get(id) === seat) this.#seats.delete(id);
  }

  publish(id: string, said: readonly Said[]): boolean {
    const seat = this.#seats.get(id);
    if (seat === undefined) return false;
    for (const each of said) seat.deliver(each);
    return true;
  }

  complain({ id, network }: Speaker, cost: number): void {
    const seat = this.#seats.get(id);
    // Somebody else may have the id by now.
    if (seat?.network === network) seat.crowded(cost);
  }

  /** There is no other instance to tell of. */
  subscribe(): () => void {
    return () => {};
  }

  close(): void {
    this.#seats.clear();
  }
}
