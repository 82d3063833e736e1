/**
 * One attack on a broker, in a process of its own: `attack.ts <kind> <WebSocket address> <seconds>`.
 * Each socket says by `X-Forwarded-For` that it is somebody else, unless the attack is one address's.
 */
import { socketFrom } from "./socket.ts";

const [kind, address, seconds] = Deno.args;
const end = performance.now() + Number(seconds) * 1000;
const SQUATTED = "well-behaved-b";
const VICTIM = "victim";

let count = 0;
const running = () => performance.now() < end;

/** Opens a socket; null when it was refused. */
function open(id: string, from = someAddress()): Promise<WebSocket | null> {
  const socket = socketFrom(from, `${address}&id=${id}&token=attack`);
  return new Promise((resolve) => {
    socket.onmessage = () => resolve(socket);
    socket.onerror = (event) => {
      event.preventDefault();
      resolve(null);
    };
    socket.onclose = () => resolve(null);
  });
}

function someAddress(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(3));
  return `10.${bytes.join(".")}`;
}

function name(): string {
  return `attacker-${crypto.randomUUID()}`;
}

/** Sends while the socket lives; a closed one is what the attacker expects. */
function send(socket: WebSocket | null, data: string | Uint8Array<ArrayBuffer>): void {
  if (socket?.readyState !== WebSocket.OPEN) return;
  socket.send(data);
  count++;
}

/** Lets the event loop turn, so that sockets open and close. */
const breathe = () => new Promise((resolve) => setTimeout(resolve, 0));

const attacks: Readonly<Record<string, () => Promise<void>>> = {
  async malformed() {
    while (running()) {
      const socket = await open(name());
      for (let n = 0; n < 1_000; n++) send(socket, '{"type":"OFFER","dst":{"a":[1,2,');
      await breathe();
    }
  },
  async huge() {
    const frame = "x".repeat(5_000_000);
    while (running()) {
      send(await open(name()), frame);
      await breathe();
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
        socket?.close();
      }
    }
  },
  async "slow-readers"() {
    const { hostname, port, pathname, search } = new URL(address);
    const payload = JSON.stringify("x".repeat(200_000));
    while (running()) {
      const id = name();
      // A socket that shakes hands and then never reads.
      const deaf = await Deno.connect({ hostname, port: Number(port) });
      await deaf.write(new TextEncoder().encode(
        `GET ${pathname}${search}&id=${id}&token=t HTTP/1.1\r\nHost: ${hostname}\r\n` +
          "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
          `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nX-Forwarded-For: ${someAddress()}\r\n\r\n`,
      ));
      const sender = await open(name());
      for (let n = 0; n < 18; n++) {
        send(sender, `{"type":"OFFER","dst":"${id}","payload":${payload}}`);
      }
      await breathe();
      sender?.close();
      deaf.close();
    }
  },
  async squatting() {
    while (running()) {
      await open(SQUATTED);
      count++;
    }
  },
  async flood() {
    while (running()) {
      const sockets = await Promise.all(Array.from({ length: 20 }, () => open(name())));
      for (let n = 0; n < 500; n++) {
        for (const socket of sockets) {
          send(socket, `{"type":"CANDIDATE","dst":"${VICTIM}","payload":{"n":${n}}}`);
        }
        if (n % 20 === 0) await breathe();
      }
    }
  },
};

await attacks[kind]();
console.log(count);
Deno.exit(0);
