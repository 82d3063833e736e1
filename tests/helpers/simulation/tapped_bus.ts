import { createLocalBus, type Transport } from "../../../lib/mod.ts";
import type { Link } from "../../../lib/link/mod.ts";

/** What one participant's connections carry, and a way to say other things over them. */
export interface Tap {
  readonly transport: Transport;
  /** The names of this participant's connections; both ends of one have the same. */
  readonly links: ReadonlyMap<string, Link>;
  /** Every control message that went out, oldest first. */
  readonly sent: string[];
  /** Says something on every connection that stands, as a page could that was tampered with. */
  say(text: string): void;
  /** Says other things from now on than the engine does. */
  alter(altered: (text: string) => string): void;
  /** Loses the control messages to this participant of which `lost` says so; the next call ends it. */
  loseTo(other: Tap, lost: (text: string) => boolean): void;
}

/** A local bus on which participants can lie, and be cut off from some of what is said. */
export function tappedBus(): { tap(): Tap } {
  const bus = createLocalBus();
  return { tap: () => tapOn(bus) };
}

function tapOn(bus: Transport): Tap {
  const links = new Map<string, Link>();
  const sent: string[] = [];
  let alters = (text: string) => text;
  let loses = (_text: string, _link: string) => false;
  const transport: Transport = {
    async attach() {
      const { broker, links: honest } = await bus.attach();
      const create: typeof honest.create = (options) => {
        const link = honest.create(options);
        const send = link.send.bind(link);
        link.send = (channel, text) => {
          if (channel === "control" && loses(text, link.id)) return;
          const said = channel === "control" ? alters(text) : text;
          if (channel === "control" && link.ready) sent.push(said);
          send(channel, said);
        };
        links.set(link.id, link);
        return link;
      };
      return { broker, links: { ...honest, create } };
    },
  };
  return {
    transport,
    links,
    sent,
    say(text) {
      for (const link of links.values()) if (link.ready) link.send("control", text);
    },
    alter(altered) {
      alters = altered;
    },
    loseTo(other, lost) {
      loses = (text, link) => other.links.has(link) && lost(text);
    },
  };
}
