import assert from "node:assert/strict";
import { createLocalBus, JoinError, joinRoom, type Room, RoomError } from "../../../lib/mod.ts";
import type { Link, LinkOptions } from "../../../lib/link/mod.ts";
import type { Transport } from "../../../lib/mod.ts";
import { until } from "../../helpers/until.ts";

/** A bus whose relays can be there or not, and that keeps what everyone's links were made with. */
class WatchedBus {
  readonly #bus = createLocalBus();
  readonly made: { by: string; options: LinkOptions; link: Link }[] = [];
  readonly relays = new Map<string, boolean>();
  /** How often somebody asked for relays anew. */
  asked = 0;

  for(name: string, relay = true): Transport {
    this.relays.set(name, relay);
    return {
      attach: async () => {
        const { broker, links } = await this.#bus.attach();
        const made = (options: LinkOptions) => {
          const link = links.create(options);
          this.made.push({ by: name, options, link });
          return link;
        };
        const has = () => this.relays.get(name) ?? false;
        const bent = {
          ...links,
          create: made,
          get canRelay() {
            return has();
          },
          makeReady: () => {},
          refreshRelays: () => Promise.resolve(void this.asked++),
        };
        return { broker, links: bent };
      },
    };
  }

  /** Whether each link of a person that is not closed uses relays alone. */
  openOf(name: string): boolean[] {
    return this.made.filter(({ by, link }) => by === name && link.state.name !== "closed")
      .map(({ options }) => options.relayOnly ?? false);
  }
}

async function everyoneHere(rooms: readonly Room[]): Promise<void> {
  await until(
    "everyone is connected to everyone",
    () =>
      rooms.every(({ state }) =>
        state.peers.length === rooms.length - 1 &&
        state.peers.every(({ link }) => link.name === "connected")
      ),
    { every: 1 },
  );
}

async function three(bus: WatchedBus): Promise<[Room, Room, Room]> {
  const rooms: Room[] = [];
  for (const name of ["ada", "ben", "cleo"]) {
    rooms.push(await joinRoom("river", { name, transport: bus.for(name) }));
  }
  await everyoneHere(rooms);
  const [ada, ben, cleo] = rooms;
  return [ada, ben, cleo];
}

async function talk(rooms: readonly Room[]): Promise<void> {
  for (const room of rooms) {
    const { id } = room.chat(`hello ${crypto.randomUUID()}`);
    await until(
      "everyone reads the line",
      () => rooms.every(({ state }) => state.chat.some((line) => line.id === id)),
      { every: 1 },
    );
  }
}

Deno.test("in a call, hiding leaves no connection that is not by relay, and nobody is lost", async () => {
  const bus = new WatchedBus();
  const rooms = await three(bus);
  const [, ben] = rooms;
  assert.deepEqual(bus.openOf("ben"), [false, false]);
  await ben.setHideAddress(true);
  assert.equal(ben.state.addressHidden, true);
  assert.deepEqual(bus.openOf("ben"), [true, true]);
  assert.equal(bus.openOf("ada").length, 2, "the others let go of what was replaced");
  await everyoneHere(rooms);
  await talk(rooms);
  const dan = await joinRoom("river", { name: "dan", transport: bus.for("dan") });
  await everyoneHere([...rooms, dan]);
  assert.deepEqual(bus.openOf("ben"), [true, true, true], "whoever comes later is no exception");
  await ben.setHideAddress(false);
  await until(
    "everyone is reached directly again",
    () => bus.openOf("ben").join() === "false,false,false",
    { every: 1 },
  );
  assert.equal(ben.state.addressHidden, false);
  await talk([...rooms, dan]);
  for (const room of [...rooms, dan]) await room.leave();
});

Deno.test("everybody may hide at the same moment", async () => {
  const bus = new WatchedBus();
  const rooms = await three(bus);
  await Promise.all(rooms.map((room) => room.setHideAddress(true)));
  await everyoneHere(rooms);
  for (const name of ["ada", "ben", "cleo"]) {
    await until(
      `${name} let go of what was replaced`,
      () => bus.openOf(name).join() === "true,true",
      { every: 1 },
    );
  }
  await talk(rooms);
  for (const room of rooms) await room.leave();
});

Deno.test("without a relay nothing is changed, and it says so", async () => {
  const bus = new WatchedBus();
  const rooms = await three(bus);
  bus.relays.set("ada", false);
  const before = bus.made.length;
  await assert.rejects(
    rooms[0].setHideAddress(true),
    (error) => error instanceof RoomError && error.code === "no-relay",
  );
  assert.deepEqual([bus.made.length, bus.asked], [before, 1]);
  assert.equal(rooms[0].state.addressHidden, false);
  for (const room of rooms) await room.leave();
});

Deno.test("who joins hidden dials nobody before there is a relay to do it by", async () => {
  const bus = new WatchedBus();
  const ada = await joinRoom("river", { name: "ada", transport: bus.for("ada") });
  const hidden = { name: "ben", hideAddress: true };
  const joining = joinRoom("river", { ...hidden, transport: bus.for("ben", false) });
  await assert.rejects(
    joining,
    (error) => error instanceof JoinError && error.code === "no-relay",
  );
  assert.deepEqual(bus.openOf("ben"), []);
  assert.equal(bus.made.length, bus.made.filter(({ by }) => by === "ada").length);
  const ben = await joinRoom("river", { ...hidden, transport: bus.for("ben") });
  await everyoneHere([ada, ben]);
  assert.equal(ben.state.addressHidden, true);
  const bens = bus.made.filter(({ by }) => by === "ben");
  assert.ok(bens.length > 0 && bens.every(({ options }) => options.relayOnly));
  await ada.leave();
  await ben.leave();
});

Deno.test("of two wishes the later one holds, and leaving ends the wait", async () => {
  const bus = new WatchedBus();
  const rooms = await three(bus);
  const [ada] = rooms;
  bus.relays.set("ada", false);
  const first = ada.setHideAddress(true);
  const second = ada.setHideAddress(false);
  bus.relays.set("ada", true);
  await Promise.all([first, second]);
  assert.equal(ada.state.addressHidden, false);
  const third = ada.setHideAddress(true);
  await ada.leave();
  await third;
  for (const room of rooms) await room.leave();
});
