/** A member who dials the room's address as well, as to come in anew, has two connections at once. */
import assert from "node:assert/strict";
import { hex } from "../../../lib/env/bytes.ts";
import { systemClock, systemRandom } from "../../../lib/env/mod.ts";
import { createLocalBus } from "../../../lib/mod.ts";
import type { Link, LinkFactory } from "../../../lib/link/mod.ts";
import { Mesh } from "../../../lib/room/mesh/mesh.ts";
import { SIGNAL_TYPE } from "../../../lib/signal/types.ts";
import { until } from "../../helpers/until.ts";

const ADA = "a".repeat(32);
const BEN = "b".repeat(32);
const ADDRESS = "0".repeat(32);
const NOTHING = { theirs: [], ours: [] };

/** Somebody's connections, and the links that they were made of. */
interface End {
  readonly connections: Mesh;
  readonly links: Link[];
  /** Who left the door. */
  readonly left: string[];
}

/** Ada, who holds the address, and Ben: members of one room, each known to the other. */
async function two(): Promise<{ ada: End; ben: End }> {
  const bus = createLocalBus();
  const ends = new Map<string, End>();
  const attached = await Promise.all([bus.attach(), bus.attach()]);
  const claims = new Map([ADA, BEN].map((id, at) => [id, {
    seat: `seat of ${id}`,
    certificate: attached[at].links.fingerprint,
    proof: "",
  }]));
  let n = 0;
  const endOf = (self: string, { links: made }: { links: LinkFactory }): End => {
    const [links, left]: [Link[], string[]] = [[], []];
    const connections = new Mesh({
      self,
      links: {
        ...made,
        create: (options) => {
          const link = made.create(options);
          links.push(link);
          return link;
        },
      },
      clock: systemClock,
      random: systemRandom,
      send: (src, dst, signal) => {
        const signed = signal.kind === "bye"
          ? signal
          : { ...signal, by: { seat: `seat of ${self}`, n: n++, proof: "" } };
        const receiver = dst === ADDRESS || dst === ADA ? ADA : BEN;
        queueMicrotask(() =>
          ends.get(receiver)?.connections.deliver(
            { type: SIGNAL_TYPE[signal.kind], src, dst },
            signed,
          )
        );
      },
      mayAnswer: ({ dst }) => dst === ADDRESS ? "guest" : "member",
      claimOf: (peer) => claims.get(peer) ?? null,
      without: () => NOTHING,
      differs: () => false,
      state: () => {},
      leftDoor: (peer) => left.push(peer),
      opened: () => {},
      released: () => {},
      wayChanged: () => {},
      message: () => {},
      bytes: () => {},
      drained: () => {},
      refused: () => {},
    });
    return { connections, links, left };
  };
  for (const [at, id] of [ADA, BEN].entries()) ends.set(id, endOf(id, attached[at]));
  const [ada, ben] = [ends.get(ADA), ends.get(BEN)];
  assert.ok(ada && ben);
  ben.connections.dial(ADA, BEN, true);
  await until(
    "they are connected",
    () => ada.connections.ready(BEN) && ben.connections.ready(ADA),
    {
      every: 1,
    },
  );
  // The one who holds the address is known by no claim there yet.
  ben.connections.dial(ADDRESS, BEN, false);
  await until("Ben is at the door as well", () => ada.links.at(1)?.state.name === "connected", {
    every: 1,
  });
  return { ada, ben };
}

function close(...ends: readonly End[]): void {
  for (const { connections } of ends) connections.close();
}

Deno.test("a member who dials the address as well keeps its own connection when the door closes", async () => {
  const { ada, ben } = await two();
  const [own, door] = ada.links;
  ada.connections.dropAtDoor(BEN);
  assert.equal(door.state.name, "closed");
  assert.equal(own.state.name, "connected");
  assert.ok(ada.connections.ready(BEN));
  assert.ok(ada.connections.mayExchange(BEN, "microphone", "send"));
  close(ada, ben);
});

Deno.test("what is said at the door goes over the connection by which it was dialled", async () => {
  const { ada, ben } = await two();
  const said = ada.links.map((link) => {
    const texts: string[] = [];
    const send = link.send.bind(link);
    link.send = (channel, text) => {
      texts.push(text);
      send(channel, text);
    };
    return texts;
  });
  ada.connections.sendAtDoor(BEN, "to the guest");
  ada.connections.sendControl(BEN, "to the member");
  assert.deepEqual(said, [["to the member"], ["to the guest"]]);
  close(ada, ben);
});

Deno.test("who hides the own address ends what a member dialled at the address, too", async () => {
  const { ada, ben } = await two();
  ada.connections.useRelaysAlone(true);
  assert.equal(ada.links[1].state.name, "closed");
  assert.deepEqual(ada.left, [BEN]);
  close(ada, ben);
});

Deno.test("a member who comes in anew goes on over the connection by which they did", async () => {
  const { ada, ben } = await two();
  const [own, door] = ada.links;
  ada.connections.admit(BEN);
  assert.ok(ada.connections.carriesText(BEN, door.id));
  ada.connections.sendAtDoor(BEN, hex(systemRandom(4)));
  await until("the one before ends", () => own.state.name === "closed", { within: 10_000 });
  assert.ok(ada.connections.ready(BEN));
  assert.deepEqual(ada.left, []);
  close(ada, ben);
});
