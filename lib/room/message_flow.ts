import type { Content, LazyFiles, LazyInk } from "../content/mod.ts";
import type { Channel } from "../link/mod.ts";
import type { Envelope, Signal } from "../signal/mod.ts";
import { type ControlMessage, controlSchema } from "../wire/control.ts";
import type { PeerId } from "../wire/fields.ts";
import { parseJson } from "../wire/json.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { LinkKeys } from "./link_keys.ts";
import type { MemberFlow } from "./member_flow.ts";
import type { Membership } from "./members/membership.ts";
import type { Mesh } from "./mesh/mesh.ts";
import type { ControlQueue } from "./signalling/control_queue.ts";
import type { Introductions } from "./signalling/introductions.ts";
import type { SignalRouter } from "./signalling/signal_router.ts";
import type { Verification } from "./verification.ts";

/** The largest control message that is read, in UTF-16 units. */
const CONTROL_MAX = 256 * 1024;

/** The parts of a room to which signals and texts go. */
export interface MessageFlowParts {
  readonly content: Content;
  readonly controlQueue: ControlQueue;
  readonly files: LazyFiles;
  readonly ink: LazyInk;
  readonly introductions: Introductions;
  readonly keys: LinkKeys;
  readonly lifecycle: Lifecycle;
  readonly memberFlow: MemberFlow;
  readonly membership: Membership;
  readonly mesh: Mesh;
  readonly router: SignalRouter;
  readonly verification: Verification;
}

/** Hands each signal, text and control message that came to the part of the room that it is for. */
export class MessageFlow {
  /** `parts` is asked when something comes, and not before all of them are there. */
  constructor(readonly parts: MessageFlowParts) {}

  /** A signal came that passed the codec and its checks. */
  onSignal(envelope: Envelope, signal: Signal): void {
    const { introductions, keys, lifecycle, mesh, controlQueue } = this.parts;
    introductions.onSignal(envelope, signal);
    if (signal.kind === "answer" && envelope.src === keys.address) lifecycle.entry?.onSignal();
    mesh.deliver(envelope, signal);
    const reply = introductions.replyIn(envelope, signal);
    if (reply !== null && lifecycle.entry !== null) {
      controlQueue.onMessage(keys.address, reply, signal.link);
    }
  }

  /** A text came over a proven connection, the attempt named `link`. */
  onText(peer: PeerId, channel: Channel, text: string, link: string): void {
    if (channel === "control") return this.#onControlText(peer, text, link);
    const { membership, content, files, ink, verification } = this.parts;
    if (!membership.has(peer)) return;
    switch (channel) {
      case "content":
        return content.onText(peer, text);
      case "files":
        return files.onText(peer, text);
      case "ink":
        return ink.onText(peer, text);
      case "verify":
        return verification.read(peer, text);
    }
  }

  /** A control message came that holds to what it has to. */
  onControl(peer: PeerId, message: ControlMessage): void {
    const { lifecycle, keys, router, memberFlow, membership } = this.parts;
    if (lifecycle.left) return;
    if (lifecycle.entry !== null && peer === keys.address) {
      return lifecycle.entry.onMessage(message);
    }
    switch (message.t) {
      case "relay":
        return router.relay(peer, message);
      case "halted":
        return memberFlow.onHalted(peer, message.on);
      case "keyed":
        return keys.onGeneration(peer, message.generation);
      default:
        return membership.onMessage(peer, message);
    }
  }

  #onControlText(peer: PeerId, text: string, link: string): void {
    if (text.length > CONTROL_MAX) return;
    const message = parseJson(controlSchema, text);
    if (message !== null) this.parts.controlQueue.onMessage(peer, message, link);
  }
}
