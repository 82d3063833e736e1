import type { LinkFactory } from "../../../lib/link/mod.ts";
import { parseJson } from "../../../lib/wire/json.ts";
import { controlSchema, type Roster } from "../../../lib/wire/control.ts";
import { base64url, hex } from "../../../lib/env/bytes.ts";
import type { SeededRandom } from "../simulation/random.ts";

/** How a coordinator lies about who is in the room. */
export type Lie = "invents" | "replays" | "omits" | "raises";
export const LIES: readonly Lie[] = ["invents", "replays", "omits", "raises"];

/** Makes the connections of a coordinator that tells rosters which are not true. */
export function lying(
  lie: Lie,
  random: SeededRandom,
  active: () => boolean,
): (links: LinkFactory) => LinkFactory {
  const told: Roster[] = [];
  const ghost = hex(random.bytes(16));
  const bend = (roster: Roster): Roster => {
    told.push(roster);
    return active() ? bent(lie, roster, told, ghost, random) : roster;
  };
  return (links) => ({
    ...links,
    create(options) {
      const link = links.create(options);
      const send = link.send.bind(link);
      link.send = (channel, text) => {
        const message = channel === "control" ? parseJson(controlSchema, text) : null;
        if (message?.t !== "roster" && message?.t !== "welcome") return send(channel, text);
        send(channel, JSON.stringify({ ...message, roster: bend(message.roster) }));
      };
      return link;
    },
  });
}

function bent(
  lie: Lie,
  roster: Roster,
  told: readonly Roster[],
  ghost: string,
  random: SeededRandom,
): Roster {
  switch (lie) {
    case "invents": {
      const status = { microphone: false, camera: false, screen: false };
      const [seat, proof] = [base64url(random.bytes(64)), base64url(random.bytes(64))];
      const seated = { seat, certificate: null, proof };
      const invented = { id: ghost, order: 0, name: "Nobody", status, rev: 0, ...seated };
      return { ...roster, members: [...roster.members, invented] };
    }
    case "replays":
      return random.pick(told);
    case "omits": {
      const victims = roster.members.filter(({ id }) => id !== roster.coordinator);
      const victim = victims.length === 0 ? null : random.pick(victims);
      return { ...roster, members: roster.members.filter((member) => member !== victim) };
    }
    case "raises":
      return { ...roster, term: roster.term + random.below(1_000), rev: random.below(1_000) };
  }
}
