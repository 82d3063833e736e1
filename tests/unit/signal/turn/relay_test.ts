import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { ensureDebianPackage } from "../../../helpers/servers/debian.ts";
import { inTime, until } from "../../../helpers/until.ts";
import { createIceSource } from "../../../../signal/turn/config.ts";
import { relayCommand } from "../edge_helpers.ts";

const HERE = "127.0.0.1";
const REALM = "turn.example.org";
const MAGIC = 0x2112a442;
const ALLOCATE = 0x0003;
const CREATE_PERMISSION = 0x0008;
/** The bit of a message's type that says that it was refused. */
const REFUSED = 0x0110;

type Attribute = readonly [type: number, value: Uint8Array];
interface Answer {
  readonly type: number;
  readonly attributes: ReadonlyMap<number, Uint8Array>;
}

const bytes = (text: string) => new TextEncoder().encode(text);

/** An attribute of STUN, padded to four bytes. */
function written([type, value]: Attribute): Uint8Array {
  const out = new Uint8Array(4 + Math.ceil(value.length / 4) * 4);
  new DataView(out.buffer).setUint32(0, type << 16 | value.length);
  out.set(value, 4);
  return out;
}

/** A STUN request, signed by `key` if there is one. */
function request(type: number, attributes: readonly Attribute[], key: Uint8Array | null) {
  const body = attributes.map(written);
  const length = body.reduce((sum, each) => sum + each.length, 0);
  const head = new Uint8Array(20);
  const view = new DataView(head.buffer);
  view.setUint16(0, type);
  view.setUint16(2, length + (key === null ? 0 : 24));
  view.setUint32(4, MAGIC);
  crypto.getRandomValues(head.subarray(8));
  const parts = [head, ...body];
  if (key === null) return new Uint8Array(parts.flatMap((part) => [...part]));
  const hmac = createHmac("sha1", key);
  for (const part of parts) hmac.update(part);
  return new Uint8Array([...parts, written([0x0008, hmac.digest()])].flatMap((part) => [...part]));
}

function read(message: Uint8Array): Answer {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const attributes = new Map<number, Uint8Array>();
  for (let at = 20; at + 4 <= message.length;) {
    const length = view.getUint16(at + 2);
    attributes.set(view.getUint16(at), message.subarray(at + 4, at + 4 + length));
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return { type: view.getUint16(0), attributes };
}

/** 0 for success, or the error's code. */
function codeOf({ type, attributes }: Answer): number {
  if ((type & REFUSED) !== REFUSED) return 0;
  const error = attributes.get(0x0009);
  return error === undefined ? -1 : error[2] * 100 + error[3];
}

/** XOR-PEER-ADDRESS of an IPv4 address. */
function peer(address: string): Attribute {
  const value = new Uint8Array(8);
  const view = new DataView(value.buffer);
  view.setUint16(0, 1);
  view.setUint16(2, 9 ^ (MAGIC >>> 16));
  const number = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  view.setUint32(4, (number ^ MAGIC) >>> 0);
  return [0x0012, value];
}

function freePort(): number {
  using listener = Deno.listen({ hostname: HERE, port: 0 });
  return listener.addr.port;
}

Deno.test({
  name:
    "coturn, as the documents start it, takes our credentials and relays to no address of the operator's network",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const coturn = await ensureDebianPackage("coturn", { command: "turnserver" });
    const secret = crypto.randomUUID();
    const port = freePort();
    const [, ...options] = (await relayCommand()).map((word) =>
      word.replace("<secret>", secret).replace(/^--listening-port=.*/, `--listening-port=${port}`)
    );
    const child = new Deno.Command(coturn, {
      args: [
        ...options,
        ...["--no-cli", "--no-tls", "--no-dtls", `--listening-ip=${HERE}`, `--relay-ip=${HERE}`],
        ...["--log-file=stdout", "--simple-log", "--pidfile=/dev/null"],
      ],
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    let printed = "";
    const printing = [child.stdout, child.stderr].map(async (stream) => {
      for await (const text of stream.pipeThrough(new TextDecoderStream())) printed += text;
    });
    try {
      await until("coturn listens", async () => {
        (await Deno.connect({ hostname: HERE, port })).close();
        return true;
      });
      using socket = await Deno.connect({ hostname: HERE, port });
      const ask = async (message: Uint8Array): Promise<Answer> => {
        await socket.write(message);
        const buffer = new Uint8Array(2_048);
        const length = await inTime("coturn's answer", socket.read(buffer));
        return read(buffer.subarray(0, length ?? 0));
      };
      const { iceServers: [{ username = "", credential = "" }] } = await createIceSource({
        kind: "coturn",
        ttlMs: 60_000,
        stun: [],
        urls: [`turn:${HERE}:${port}`],
        secret,
      }, () => Date.now()).mint();
      const key = createHash("md5").update(`${username}:${REALM}:${credential}`).digest();
      const udp: Attribute = [0x0019, new Uint8Array([17, 0, 0, 0])];
      const { attributes } = await ask(request(ALLOCATE, [udp], null));
      const who: Attribute[] = [
        [0x0006, bytes(username)],
        [0x0014, bytes(REALM)],
        [0x0015, attributes.get(0x0015) ?? new Uint8Array()],
      ];
      const signed = (type: number, more: Attribute) => ask(request(type, [more, ...who], key));
      assert.equal(codeOf(await signed(ALLOCATE, udp)), 0);
      const permitted = async (address: string) =>
        codeOf(await signed(CREATE_PERMISSION, peer(address)));
      const inside = [
        ...[
          "0.0.0.0",
          "0.0.0.1",
          "127.0.0.1",
          "127.1.2.3",
          "10.0.0.1",
          "172.16.0.1",
          "172.31.255.255",
        ],
        ...["192.168.1.1", "100.64.0.1", "100.100.100.200", "169.254.169.254", "168.63.129.16"],
        ...["192.0.0.192", "198.18.0.1", "224.0.0.251", "239.255.255.250", "255.255.255.255"],
      ];
      for (const address of inside) assert.equal(await permitted(address), 403, address);
      for (const address of ["1.1.1.1", "172.32.0.1", "100.128.0.1"]) {
        assert.equal(await permitted(address), 0, address);
      }
    } finally {
      child.kill("SIGKILL");
      await child.status;
      await Promise.all(printing);
    }
    assert.doesNotMatch(printed, /unrecognized option|error resolving|Usage:/);
  },
});
