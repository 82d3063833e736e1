import { clientEnvelopeSchema, ROUTED_TYPES, type RoutedType } from "../../lib/wire/broker.ts";

/** A frame that the broker refuses. The message says what was wrong with it, in words. */
export class BadFrame extends Error {
  override readonly name = "BadFrame";
  readonly code = "bad-frame";
}

/** What a client says to another, checked, and written as its receiver gets it. */
export interface RoutedFrame {
  readonly type: RoutedType;
  readonly dst: string;
  readonly text: string;
}

/** PeerServer's clients give their own id back by a LEAVE to nobody. */
export type ClientFrame = RoutedFrame | "alive" | "gives-id-back";

/** How the broker writes what a client says to another, up to the payload. */
interface Heading {
  readonly type: RoutedType;
  readonly dst: string;
  /** `{"type":...,"src":...,"dst":...,"payload":` */
  readonly start: string;
}

const PAYLOAD = ',"payload":';

/**
 * Reads the frames of one client, and leaves their payloads as they are: JSON.parse of an SDP costs
 * more than all the rest of the routing together. A payload is only walked over, so that it is known
 * where it ends; whether its inside is good JSON is for its receiver to find out.
 */
export class FrameReader {
  /** Most of what a client says goes to the same partner: its envelope is not checked again. */
  #last: Heading | null = null;

  /** `src` is the client's id. */
  constructor(readonly src: string) {}

  /**
   * What the receiver gets holds nothing of the client's text but the payload, so a `src` of the
   * client's own, or a second `dst`, can't reach anybody. A client that writes a frame just as the
   * broker would saves it the writing. Throws `BadFrame`.
   */
  read(text: string): ClientFrame {
    if (this.#last !== null && isWritten(text, this.#last)) return routed(this.#last, text);
    const members = new Scanner(text).object();
    if (this.#last !== null && saysTheSame(members, this.#last)) {
      return routed(this.#last, write(this.#last, members.payload));
    }
    const parsed = clientEnvelopeSchema.safeParse(members);
    if (!parsed.success) throw new BadFrame(whatIsWrong(members));
    if (parsed.data.type === "HEARTBEAT") return "alive";
    const { type, dst } = parsed.data;
    if (dst === undefined) return "gives-id-back";
    this.#last = headingOf(type, this.src, dst);
    return routed(this.#last, write(this.#last, members.payload));
  }
}

function routed({ type, dst }: Heading, text: string): RoutedFrame {
  return { type, dst, text };
}

/** True when `text` is what the broker itself would write. */
function isWritten(text: string, { start }: Heading): boolean {
  if (!text.startsWith(start) || isSpace(text.charCodeAt(start.length))) return false;
  const end = new Scanner(text, start.length).valueEnd();
  return end === text.length - 1 && text.charCodeAt(end) === CLOSE_BRACE;
}

function saysTheSame(members: Members, { type, dst }: Heading): boolean {
  return members.type === type && members.dst === dst;
}

function headingOf(type: RoutedType, src: string, dst: string): Heading {
  // Types and ids hold no character that JSON escapes: their schemas say so. Joined, a text is one
  // piece at once. Added up, it would be pieces, which are put together later, at twice the cost.
  const before = `{"type":"${type}","src":"${src}","dst":"`;
  const start = [before, dst, '"', PAYLOAD].join("");
  // What is cut out of a text keeps all of it in memory: this text is short, the client's may not be.
  return { type, dst: start.slice(before.length, before.length + dst.length), start };
}

function write({ start }: Heading, payload: string | undefined): string {
  return payload === undefined
    ? `${start.slice(0, -PAYLOAD.length)}}`
    : [start, payload, "}"].join("");
}

function whatIsWrong(members: Members): string {
  const { type } = members;
  if (type === undefined) return 'The frame has no "type"';
  if (type === "HEARTBEAT") return "The frame is malformed";
  if (!(ROUTED_TYPES as readonly string[]).includes(type)) {
    return `"type" must be HEARTBEAT, ${ROUTED_TYPES.join(", ")}`;
  }
  return members.dst === undefined ? 'The frame has no "dst"' : '"dst" is not an id';
}

interface Members {
  type?: string;
  dst?: string;
  payload?: string;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** Numbers and words, as JSON writes them. */
const SCALAR = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/** True for what JSON allows between tokens. */
function isSpace(char: number): boolean {
  return char === 0x20 || char === 0x0a || char === 0x0d || char === 0x09;
}

/** True for the characters of numbers, true, false and null. */
function isScalar(char: number): boolean {
  return (char >= 0x30 && char <= 0x39) || (char >= 0x61 && char <= 0x7a) ||
    char === 0x2b || char === 0x2d || char === 0x2e || char === 0x45;
}

/** Walks over the top level of one JSON object. */
class Scanner {
  #at: number;

  constructor(readonly text: string, start = 0) {
    this.#at = start;
  }

  /** Skips one value, and tells where it ends. */
  valueEnd(): number {
    this.#skipValue();
    return this.#at;
  }

  /** Reads the whole text as one object, and gives the members that the broker cares about. */
  object(): Members {
    const members: Members = {};
    this.#expect(OPEN_BRACE, "The frame is not a JSON object");
    if (!this.#next(CLOSE_BRACE)) {
      do this.#member(members); while (this.#next(COMMA));
      this.#expect(CLOSE_BRACE, "The frame is not whole JSON");
    }
    this.#space();
    if (this.#at !== this.text.length) throw new BadFrame("Something follows the frame's end");
    return members;
  }

  #member(members: Members): void {
    this.#space();
    const key = this.#plainString("A key of the frame is not a plain string");
    this.#expect(COLON, "The frame is not whole JSON");
    this.#space();
    if (key === "type" || key === "dst") {
      if (members[key] !== undefined) throw new BadFrame(`The frame has two "${key}"`);
      members[key] = this.#plainString(`"${key}" must be a plain string`);
      return;
    }
    const start = this.#at;
    this.#skipValue();
    if (key !== "payload") return;
    if (members.payload !== undefined) throw new BadFrame('The frame has two "payload"');
    members.payload = this.text.slice(start, this.#at);
  }

  /** Reads a string without escapes: nothing that the broker reads needs one. */
  #plainString(otherwise: string): string {
    if (this.text.charCodeAt(this.#at) !== QUOTE) throw new BadFrame(otherwise);
    const start = this.#at + 1;
    this.#skipString();
    const inside = this.text.slice(start, this.#at - 1);
    if (inside.includes("\\")) throw new BadFrame(otherwise);
    return inside;
  }

  #skipString(): void {
    let end = this.#at;
    do {
      end = this.text.indexOf('"', end + 1);
      if (end === -1) throw new BadFrame("The frame ends in the middle of a string");
    } while (this.#isEscaped(end));
    this.#at = end + 1;
  }

  /** True when an odd number of backslashes stands before the quote at `index`. */
  #isEscaped(index: number): boolean {
    let first = index;
    while (this.text.charCodeAt(first - 1) === BACKSLASH) first--;
    return (index - first) % 2 === 1;
  }

  #skipValue(): void {
    const char = this.text.charCodeAt(this.#at);
    if (char === QUOTE) return this.#skipString();
    if (char === OPEN_BRACE || char === OPEN_BRACKET) return this.#skipNested();
    const start = this.#at;
    while (isScalar(this.text.charCodeAt(this.#at))) this.#at++;
    if (!SCALAR.test(this.text.slice(start, this.#at))) {
      throw new BadFrame("The frame is not whole JSON");
    }
  }

  /** Skips an object or array: strings in one jump each, brackets by the closing one expected. */
  #skipNested(): void {
    const { text } = this;
    const expected: number[] = [];
    do {
      const char = text.charCodeAt(this.#at);
      if (char === QUOTE) {
        this.#skipString();
        continue;
      }
      if (char === OPEN_BRACE) expected.push(CLOSE_BRACE);
      else if (char === OPEN_BRACKET) expected.push(CLOSE_BRACKET);
      else if (char === CLOSE_BRACE || char === CLOSE_BRACKET) {
        if (expected.pop() !== char) throw new BadFrame("The payload's brackets do not match");
      } else if (!isScalar(char) && !isSpace(char) && char !== COMMA && char !== COLON) {
        throw new BadFrame("The payload is not whole JSON");
      }
      this.#at++;
    } while (expected.length > 0);
  }

  #space(): void {
    while (isSpace(this.text.charCodeAt(this.#at))) this.#at++;
  }

  #next(char: number): boolean {
    this.#space();
    if (this.text.charCodeAt(this.#at) !== char) return false;
    this.#at++;
    return true;
  }

  #expect(char: number, otherwise: string): void {
    if (!this.#next(char)) throw new BadFrame(otherwise);
  }
}
