import assert from "node:assert/strict";
import { computed, signal } from "@preact/signals";
import { createLocalBus, type Diagnostics, joinRoom, type Room } from "../../../../lib/mod.ts";
import { createPeople, LOOK_MS, qualityOf } from "../../../../session/people/people.ts";
import { openPreferences } from "../../../../session/storage/preferences.ts";
import { createVolumes } from "../../../../session/people/volumes.ts";
import { HandClock, keptText, settle } from "../session_helpers.ts";

const LINE: Diagnostics = {
  way: "direct",
  protocol: "udp",
  roundTrip: 20,
  loss: 0,
  bitrate: { in: 900, out: 800 },
  video: {},
};

async function panel(diagnose: () => Promise<Diagnostics | null>) {
  const transport = createLocalBus();
  const ada = await joinRoom("r", { name: "Ada", transport });
  const ben = await joinRoom("r", { name: "Ben", transport });
  await settle();
  const measured: Room = new Proxy(ada, {
    get: (target, key) => {
      if (key === "diagnose") return diagnose;
      const value = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  const clock = new HandClock();
  const volumes = createVolumes(openPreferences(keptText()));
  const room = signal<Room | null>(measured);
  const people = createPeople({
    room: computed(() => room.value),
    state: signal(ada.state),
    volumes,
    clock,
  });
  return { people, clock, volumes, room, close: () => Promise.all([ben.leave(), ada.leave()]) };
}

Deno.test("the panel lists oneself first, and measures the others only while it is open", async () => {
  let asked = 0;
  const { people, clock, close } = await panel(() => {
    asked++;
    return Promise.resolve(LINE);
  });
  assert.deepEqual(people.rows.value.map(({ name, self }) => [name, self]), [
    ["Ada", true],
    ["Ben", false],
  ]);
  assert.equal(people.rows.value[1].other?.quality, "unknown");
  const stop = people.watch();
  await settle();
  assert.equal(people.rows.value[1].other?.quality, "good");
  assert.deepEqual(people.rows.value[1].other?.diagnostics, LINE);
  clock.advance(LOOK_MS);
  await settle();
  assert.equal(asked, 2);
  stop();
  clock.advance(LOOK_MS * 3);
  await settle();
  assert.equal(asked, 2);
  assert.equal(clock.pending, 0);
  await close();
});

Deno.test("a panel that is closed while a look is under way looks no more", async () => {
  const answer = Promise.withResolvers<Diagnostics | null>();
  const { people, clock, close } = await panel(() => answer.promise);
  const stop = people.watch();
  await settle();
  stop();
  answer.resolve(LINE);
  await settle();
  assert.equal(clock.pending, 0);
  await close();
});

Deno.test("the worse of loss and round trip says how good a connection is", () => {
  const link = { name: "connected", since: 0 } as const;
  const rate = (loss: number | null, roundTrip: number | null) =>
    qualityOf({ link }, { loss, roundTrip });
  assert.equal(rate(0, 20), "good");
  assert.equal(rate(null, 20), "good");
  assert.equal(rate(0, null), "unknown");
  assert.equal(rate(2, 20), "fair");
  assert.equal(rate(0, 250), "fair");
  assert.equal(rate(8, 20), "poor");
  assert.equal(rate(3, 700), "poor");
  assert.equal(qualityOf({ link: { name: "reconnecting", since: 0 } }, LINE), "none");
});

Deno.test("how loud somebody is stays on the device, by their name, and nothing else does", () => {
  const kept = keptText();
  const volumes = createVolumes(openPreferences(kept));
  volumes.set("Ben", { volume: 0.3 });
  volumes.set("Ben", { muted: true });
  volumes.set("Cyd", { volume: 7 });
  assert.deepEqual(volumes.of.value("Ben"), { name: "Ben", volume: 0.3, muted: true });
  assert.equal(volumes.of.value("Cyd").volume, 1);
  assert.equal(volumes.of.value("Dora").muted, false);
  const later = createVolumes(openPreferences(kept));
  assert.equal(later.of.value("Ben").volume, 0.3);
  later.set("Ben", { volume: 1, muted: false });
  assert.deepEqual(openPreferences(kept).read().hearing, []);
});
