import { systemClock, systemRandom } from "../../../lib/env/mod.ts";
import { createSocketBroker, type Mailbox, type MailboxState } from "../../../lib/signal/mod.ts";

/** Milliseconds between two frames of a client. */
const EVERY_MS = 100;

/** One client of a steady load: it says a number to its partner, one more each time. */
export interface LoadClient {
  readonly id: string;
  readonly state: MailboxState;
  /** When it was last opened or opened again, by `performance.now()`. */
  readonly openSince: number;
  readonly sent: number;
  /** What its partner said, in the order of arrival. */
  readonly heard: readonly number[];
  /** Frames that came from anybody else. */
  readonly strange: number;
}

export interface SteadyLoad extends AsyncDisposable {
  readonly clients: readonly LoadClient[];
  /** Ends the sending; everybody stays open. */
  quiet(): void;
}

/** Pairs of clients, by the engine's own way to a broker, that talk at a steady pace. */
export async function startSteadyLoad(url: string, pairs: number): Promise<SteadyLoad> {
  const broker = createSocketBroker({ url, clock: systemClock, random: systemRandom });
  const clients: Talker[] = [];
  for (let n = 0; n < pairs; n++) {
    const [left, right] = [`load-${n}-left`, `load-${n}-right`];
    clients.push(new Talker(left, right), new Talker(right, left));
  }
  await Promise.all(clients.map((client) => client.open(broker)));
  const timer = setInterval(() => {
    for (const client of clients) client.talk();
  }, EVERY_MS);
  return {
    clients,
    quiet: () => clearInterval(timer),
    [Symbol.asyncDispose]() {
      clearInterval(timer);
      for (const client of clients) client.close();
      return Promise.resolve();
    },
  };
}

class Talker implements LoadClient {
  readonly heard: number[] = [];
  openSince = 0;
  sent = 0;
  strange = 0;
  #mailbox: Mailbox | null = null;

  constructor(readonly id: string, readonly partner: string) {}

  get state(): MailboxState {
    return this.#mailbox?.state ?? "reconnecting";
  }

  async open(broker: ReturnType<typeof createSocketBroker>): Promise<void> {
    const mailbox = await broker.open(this.id, {
      signal: ({ src }, payload) => {
        if (src === this.partner && typeof payload === "number") this.heard.push(payload);
        else this.strange++;
      },
      expired: () => {},
      state: (state) => {
        if (state === "open") this.openSince = performance.now();
      },
    });
    if (mailbox === "taken") throw new Error(`${this.id} is taken`);
    this.openSince = performance.now();
    this.#mailbox = mailbox;
  }

  talk(): void {
    this.#mailbox?.send("OFFER", this.partner, this.sent++);
  }

  close(): void {
    this.#mailbox?.close();
  }
}
