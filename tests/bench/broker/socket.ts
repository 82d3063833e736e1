/**
 * A client of the benches' own, over a bare TCP connection: it sends at once (TCP_NODELAY), as every
 * browser does. Deno's own WebSocket waits until what it sent before is acknowledged, which shows as
 * 40 ms that no broker can help. Like Kibitz's client it answers a broker that asks whether it lives.
 */

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

const HEARTBEAT = '{"type":"HEARTBEAT"}';

export interface LoadSocketOptions {
  /** Further headers of the handshake. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A frame arrived. The bytes are only good until the call returns. */
  readonly heard?: (frame: Uint8Array) => void;
}

export class LoadSocket {
  heard: (frame: Uint8Array) => void;
  /** Settles with the close code, 1006 when there was none. */
  readonly closed: Promise<number>;
  #conn: Deno.TcpConn;
  #unwritten: Uint8Array<ArrayBuffer>[] = [];
  #writing = false;
  #code = 1006;
  #open = true;

  private constructor(
    conn: Deno.TcpConn,
    first: Uint8Array<ArrayBuffer>,
    heard: LoadSocket["heard"],
  ) {
    this.#conn = conn;
    this.heard = heard;
    this.closed = this.#read(first);
  }

  /** Connects and shakes hands. Throws when the server refuses. */
  static async open(address: string, options: LoadSocketOptions = {}): Promise<LoadSocket> {
    const { hostname, port, pathname, search } = new URL(address);
    const conn = await Deno.connect({ hostname, port: Number(port) });
    conn.setNoDelay(true);
    try {
      const headers = Object.entries(options.headers ?? {}).map(([name, value]) =>
        `${name}: ${value}\r\n`
      );
      await writeAll(
        conn,
        new TextEncoder().encode(
          `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n${headers.join("")}` +
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        ),
      );
      const rest = await shaken(conn);
      return new LoadSocket(conn, rest, options.heard ?? (() => {}));
    } catch (error) {
      conn.close();
      throw error;
    }
  }

  get open(): boolean {
    return this.#open;
  }

  /** Sends one text frame; `frame` must be `textFrame(...)`. Frames sent in one turn go out together. */
  send(frame: Uint8Array<ArrayBuffer>): void {
    if (!this.#open) return;
    this.#unwritten.push(frame);
    if (!this.#writing) void this.#write();
  }

  /** Says goodbye, and waits until the server has closed. */
  async close(): Promise<void> {
    this.send(frameOf(CLOSE, new Uint8Array([0x03, 0xe8])));
    await this.closed;
  }

  /** Ends the connection without a word. */
  cut(): void {
    this.#end();
  }

  async #write(): Promise<void> {
    this.#writing = true;
    try {
      while (this.#unwritten.length > 0 && this.#open) {
        await writeAll(this.#conn, joined(this.#unwritten.splice(0)));
      }
    } catch (error) {
      if (!isGone(error)) throw error;
      this.#end();
    }
    this.#writing = false;
  }

  async #read(first: Uint8Array<ArrayBuffer>): Promise<number> {
    let buffer = new Uint8Array(16_384);
    buffer.set(first);
    let filled = first.length;
    try {
      for (;;) {
        const used = this.#frames(buffer.subarray(0, filled));
        buffer.copyWithin(0, used, filled);
        filled -= used;
        if (!this.#open) break;
        if (filled === buffer.length) {
          const larger = new Uint8Array(buffer.length * 2);
          larger.set(buffer);
          buffer = larger;
        }
        const count = await this.#conn.read(buffer.subarray(filled));
        if (count === null) break;
        filled += count;
      }
    } catch (error) {
      if (!isGone(error)) throw error;
    }
    this.#end();
    return this.#code;
  }

  /** Takes the whole frames at the beginning of `bytes`, and answers with their length. */
  #frames(bytes: Uint8Array<ArrayBuffer>): number {
    let at = 0;
    while (bytes.length - at >= 2) {
      const short = bytes[at + 1] & 0x7f;
      const header = short === 127 ? 10 : short === 126 ? 4 : 2;
      if (bytes.length - at < header) break;
      const view = new DataView(bytes.buffer, bytes.byteOffset + at, header);
      const length = short === 127
        ? Number(view.getBigUint64(2))
        : short === 126
        ? view.getUint16(2)
        : short;
      const end = at + header + length;
      if (bytes.length < end) break;
      this.#take(bytes[at] & 0x0f, bytes.subarray(at + header, end));
      at = end;
    }
    return at;
  }

  #take(opcode: number, payload: Uint8Array<ArrayBuffer>): void {
    if (opcode === TEXT && isHeartbeat(payload)) this.send(textFrame(HEARTBEAT));
    else if (opcode === TEXT || opcode === BINARY) this.heard(payload);
    else if (opcode === PING) this.send(frameOf(PONG, payload.slice()));
    else if (opcode === CLOSE) {
      if (payload.length >= 2) this.#code = payload[0] << 8 | payload[1];
      this.#end();
    }
  }

  #end(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#conn.close();
  }
}

function isHeartbeat(text: Uint8Array): boolean {
  return text.length === HEARTBEAT.length && new TextDecoder().decode(text) === HEARTBEAT;
}

/** A text frame as a client sends it, ready to be sent any number of times. */
export function textFrame(text: string): Uint8Array<ArrayBuffer> {
  return frameOf(TEXT, new TextEncoder().encode(text));
}

/**
 * A client's frame. Its mask is four zero bytes, which change nothing: the server unmasks all the same,
 * and the load generator saves its time.
 */
function frameOf(opcode: number, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const { length } = payload;
  const extended = length > 0xffff ? 8 : length > 125 ? 2 : 0;
  const frame = new Uint8Array(2 + extended + 4 + length);
  const view = new DataView(frame.buffer);
  frame[0] = 0x80 | opcode;
  frame[1] = 0x80 | (extended === 8 ? 127 : extended === 2 ? 126 : length);
  if (extended === 8) view.setBigUint64(2, BigInt(length));
  else if (extended === 2) view.setUint16(2, length);
  frame.set(payload, 2 + extended + 4);
  return frame;
}

/** Reads the answer to the handshake; what follows it are frames already. */
async function shaken(conn: Deno.TcpConn): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = new Uint8Array(4_096);
  let filled = 0;
  for (;;) {
    const count = await conn.read(buffer.subarray(filled));
    if (count === null) throw new Error("the server closed the connection");
    filled += count;
    const text = new TextDecoder("latin1").decode(buffer.subarray(0, filled));
    const end = text.indexOf("\r\n\r\n");
    if (end === -1) continue;
    if (!text.startsWith("HTTP/1.1 101 ")) throw new Error(text.split("\r\n", 1)[0]);
    return buffer.slice(end + 4, filled);
  }
}

async function writeAll(conn: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += await conn.write(bytes.subarray(written));
  }
}

function joined(parts: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  if (parts.length === 1) return parts[0];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** True for what a connection says that is closed, here or at the other end. */
function isGone(error: unknown): boolean {
  return error instanceof Deno.errors.ConnectionReset || error instanceof Deno.errors.BrokenPipe ||
    error instanceof Deno.errors.BadResource || error instanceof Deno.errors.Interrupted ||
    error instanceof Deno.errors.ConnectionAborted;
}
