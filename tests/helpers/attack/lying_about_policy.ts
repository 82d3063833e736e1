import type { LinkFactory } from "../../../lib/link/mod.ts";
import { parseJson } from "../../../lib/wire/json.ts";
import type { SignedPolicy } from "../../../lib/wire/policy.ts";
import {
  type ControlMessage,
  controlSchema,
  type Hello,
  type Roster,
} from "../../../lib/wire/control.ts";
import type { SeededRandom } from "../simulation/random.ts";

/** How a coordinator lies about what the host decided. */
export type PolicyLie = "drops" | "replays" | "forges" | "admits";
export const POLICY_LIES: readonly PolicyLie[] = ["drops", "replays", "forges", "admits"];

/**
 * Makes the connections of a coordinator that passes on no policy, an old one, or one of its own, or
 * that lets in whom it likes; `idOf` tells whose seat is whose.
 */
export function bending(
  lie: PolicyLie,
  random: SeededRandom,
  active: () => boolean,
  idOf: (seat: string) => string,
): (links: LinkFactory) => LinkFactory {
  const told: SignedPolicy[] = [];
  /** Those who asked to come in: a liar lets in whom it likes. */
  const asked = new Map<string, Hello>();
  let roster: Roster | null = null;

  const bentPolicy = (signed: SignedPolicy | null): SignedPolicy | null => {
    if (signed !== null) told.push(signed);
    if (!active()) return signed;
    switch (lie) {
      case "drops":
        return null;
      case "replays":
        return told.length === 0 ? null : random.pick(told);
      case "forges":
        return signed === null ? null : forged(signed);
      case "admits":
        return null;
    }
  };

  const bentRoster = (honest: Roster): Roster => {
    roster = honest;
    if (lie !== "admits" || !active()) return honest;
    return withGuests(honest, asked, idOf);
  };

  const bent = (message: ControlMessage): ControlMessage | null => {
    switch (message.t) {
      case "welcome":
      case "merge":
        return {
          ...message,
          roster: bentRoster(message.roster),
          policy: bentPolicy(message.policy),
        };
      case "roster":
        return { ...message, roster: bentRoster(message.roster) };
      case "policy": {
        const signed = bentPolicy(message.signed);
        return signed === null ? null : { ...message, signed };
      }
      case "waiting":
      case "refused":
        if (lie !== "admits" || roster === null || !active()) return message;
        return { t: "welcome", roster: withGuests(roster, asked, idOf), policy: null };
      default:
        return message;
    }
  };

  return (links) => ({
    ...links,
    create(options) {
      const link = links.create({
        ...options,
        listener: {
          ...options.listener,
          message(channel, text) {
            const message = channel === "control" ? parseJson(controlSchema, text) : null;
            if (message?.t === "hello") asked.set(options.id, message.hello);
            options.listener.message(channel, text);
          },
        },
      });
      const send = link.send.bind(link);
      link.send = (channel, text) => {
        const message = channel === "control" ? parseJson(controlSchema, text) : null;
        const next = message === null ? null : bent(message);
        if (message === null) send(channel, text);
        else if (next !== null) send(channel, JSON.stringify(next));
      };
      return link;
    },
  });
}

/** The policy, opened for everyone, under the signature that it had. */
function forged({ policy, signature }: SignedPolicy): SignedPolicy {
  const { version, ...rest } = JSON.parse(policy);
  const opened = { ...rest, version: version + 1, lobby: false, locked: false, removed: [] };
  return { policy: JSON.stringify(opened), signature };
}

/** The roster with everyone in it who asked, whatever the host says. */
function withGuests(
  roster: Roster,
  asked: ReadonlyMap<string, Hello>,
  idOf: (seat: string) => string,
): Roster {
  const seats = new Set(roster.members.map(({ seat }) => seat));
  const guests = [...asked.values()].filter(({ seat }) => !seats.has(seat));
  return {
    ...roster,
    members: [
      ...roster.members,
      ...guests.map(({ name, status, seat, certificate, proof }, at) => ({
        id: idOf(seat),
        order: roster.nextOrder + at,
        name,
        status,
        rev: 0,
        seat,
        certificate,
        proof,
      })),
    ],
  };
}
