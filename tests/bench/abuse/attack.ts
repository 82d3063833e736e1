/**
 * One attack on a broker, in a process of its own: `attack.ts <kind> <WebSocket address> <seconds>`.
 * Each socket says by `X-Forwarded-For` that it is somebody else, unless the attack is one address's.
 * Prints how often it tried. `attack.ts victim` is no attack: it is whom the flood goes to.
 */
import { LoadSocket, textFrame } from "../broker/socket.ts";

const [kind, address, seconds] = Deno.args;
const end = performance.now() + Number(seconds) * 1000;
const SQUATTED = "well-behaved-one-b";
const VICTIM = "victim";

let count = 0;
const running = () => performance.now() < end;

/** Opens a socket, and waits for the broker's first frame; null when it was refused. */
async function open(id: string, from = someAddress()): Promise<LoadSocket | null> {
  const answered = Promise.withResolvers<void>();
  try {
    const socket = await LoadSocket.open(`${address}&id=${id}&token=attack`, {
      headers: { "x-forwarded-for": from },
      heard: () => answered.resolve(),
    });
    socket.closed.then(() => answered.resolve());
    await answered.promise;
    return socket;
  } catch (error) {
    // Refused before the handshake, or cut off in it: what an attacker has to expect.
    if (error instanceof Error) return null;
    throw error;
  }
}

function someAddress(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(3));
  return `10.${bytes.join(".")}`;
}

function name(): string {
  return `attacker-${crypto.randomUUID()}`;
}

/** Sends while the socket lives; a closed one is what the attacker expects. */
function send(socket: LoadSocket | null, frame: Uint8Array<ArrayBuffer>): void {
  if (!socket?.open) return;
  socket.send(frame);
  count++;
}

/** Lets the event loop turn, so that sockets open and close. */
const breathe = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A socket that shakes hands and then never reads. */
async function connectDeaf(id: string): Promise<Deno.TcpConn> {
  const { hostname, port, pathname, search } = new URL(address);
  const deaf = await Deno.connect({ hostname, port: Number(port) });
  await deaf.write(new TextEncoder().encode(
    `GET ${pathname}${search}&id=${id}&token=t HTTP/1.1\r\nHost: ${hostname}\r\n` +
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
      `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nX-Forwarded-For: ${someAddress()}\r\n\r\n`,
  ));
  return deaf;
}

const attacks: Readonly<Record<string, () => Promise<void>>> = {
  async malformed() {
    const frame = textFrame('{"type":"OFFER","dst":{"a":[1,2,');
    while (running()) {
      const socket = await open(name());
      for (let n = 0; n < 1_000; n++) send(socket, frame);
      await breathe();
      socket?.cut();
    }
  },
  async huge() {
    const frame = textFrame("x".repeat(5_000_000));
    while (running()) {
      const socket = await open(name());
      send(socket, frame);
      await socket?.closed;
    }
  },
  async connects() {
    while (running()) {
      const burst = Array.from(
        { length: 50 },
        (_, n) => open(name(), n % 2 === 0 ? "6.6.6.6" : someAddress()),
      );
      for (const socket of await Promise.all(burst)) {
        count++;
        socket?.cut();
      }
    }
  },
  async "slow-readers"() {
    const payload = JSON.stringify("x".repeat(100_000));
    while (running()) {
      const id = name();
      const deaf = await connectDeaf(id);
      const frame = textFrame(`{"type":"OFFER","dst":"${id}","payload":${payload}}`);
      // Each says what it may, and together they say more than anybody keeps for one reader.
      const senders = await Promise.all(Array.from({ length: 16 }, () => open(name())));
      for (let n = 0; n < 8; n++) {
        for (const sender of senders) {
          send(sender, frame);
          await breathe();
        }
      }
      await Promise.all(senders.map((sender) => sender?.close()));
      deaf.close();
    }
  },
  async squatting() {
    while (running()) {
      (await open(SQUATTED))?.cut();
      count++;
    }
  },
  async flood() {
    const frame = textFrame(`{"type":"CANDIDATE","dst":"${VICTIM}","payload":{"n":1}}`);
    while (running()) {
      const sockets = await Promise.all(Array.from({ length: 20 }, () => open(name())));
      for (let n = 0; n < 500; n++) {
        for (const socket of sockets) send(socket, frame);
        if (n % 20 === 0) await breathe();
      }
      for (const socket of sockets) socket?.cut();
    }
  },
  async victim() {
    while (running()) await (await open(VICTIM))?.closed;
  },
};

setTimeout(() => {
  console.log(count);
  Deno.exit(0);
}, end - performance.now());
await attacks[kind]();
