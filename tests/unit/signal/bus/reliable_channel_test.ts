import assert from "node:assert/strict";
import { type RawChannel, ReliableChannel } from "../../../../signal/bus/reliable_channel.ts";
import { seededRandom } from "../../../helpers/simulation/random.ts";
import { ManualClock } from "../signal_helpers.ts";

/** Channels that hear each other a little later, and lose some of it, each receiver on its own. */
function lossyHub(clock: ManualClock, lossOf: () => boolean) {
  const channels = new Set<RawChannel>();
  const open = (): RawChannel => {
    const channel: RawChannel = {
      onmessage: null,
      postMessage(message) {
        for (const other of channels) {
          if (other === channel || lossOf()) continue;
          const data = structuredClone(message);
          clock.after(1, () => {
            if (channels.has(other)) other.onmessage?.(new MessageEvent("message", { data }));
          });
        }
      },
      close: () => channels.delete(channel),
    };
    channels.add(channel);
    return channel;
  };
  return open;
}

interface Instance {
  readonly channel: ReliableChannel<number, number>;
  /** What it got, by sender, from the snapshot on. */
  readonly got: Map<string, number[]>;
  posted: number;
  /** How often it was told that others have caught up. */
  caughtUp: number;
}

/** `size` is what a message is said to take. */
function instance(clock: ManualClock, raw: RawChannel, size = 1): Instance {
  const got = new Map<string, number[]>();
  const made: Instance = {
    got,
    posted: 0,
    caughtUp: 0,
    channel: new ReliableChannel<number, number>({
      channel: raw,
      clock,
      snapshot: () => made.posted,
      // Messages up to the snapshot are known from it; those that follow must come one by one.
      joined: (from, snapshot) => got.set(from, [snapshot]),
      received: (from, message) => got.get(from)?.push(message),
      left: (from) => got.delete(from),
      sizeOf: () => size,
      caughtUp: () => made.caughtUp++,
    }),
  };
  return made;
}

function post(from: Instance): void {
  from.posted++;
  from.channel.post(from.posted);
}

/** What each got of each other is everything in order, with no gap; a snapshot may overlap. */
function assertComplete(instances: readonly Instance[]): void {
  for (const receiver of instances) {
    for (const sender of instances) {
      if (sender === receiver) continue;
      const numbers = receiver.got.get(sender.channel.self) ?? [];
      const [snapshot, ...rest] = numbers;
      const later = rest.filter((number) => number > snapshot);
      assert.deepEqual(
        later,
        Array.from({ length: sender.posted - snapshot }, (_, n) => snapshot + 1 + n),
      );
      assert.deepEqual(rest, [...rest].sort((a, b) => a - b));
    }
  }
}

for (const loss of [0, 0.1, 0.4]) {
  Deno.test(`with ${loss * 100} % lost, every instance gets everything, once and in order`, () => {
    const random = seededRandom(11);
    const clock = new ManualClock();
    const open = lossyHub(clock, () => random.unit() < loss);
    const instances = [0, 1, 2].map(() => instance(clock, open()));
    clock.pass(10);
    for (let step = 0; step < 3_000; step++) {
      post(random.pick(instances));
      if (random.unit() < 0.2) clock.pass(random.below(8));
    }
    clock.pass(9_000);
    assertComplete(instances);
    for (const { channel } of instances) channel.close();
    clock.pass(10);
    assert.equal(clock.timers, 0);
  });
}

Deno.test("one that joins late begins with a snapshot", () => {
  const clock = new ManualClock();
  const open = lossyHub(clock, () => false);
  const first = instance(clock, open());
  const second = instance(clock, open());
  clock.pass(10);
  for (let n = 0; n < 10; n++) post(first);
  const third = instance(clock, open());
  clock.pass(10);
  for (let n = 0; n < 10; n++) post(first);
  clock.pass(1_000);
  assert.deepEqual(third.got.get(first.channel.self), [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  assertComplete([first, second, third]);
  for (const { channel } of [first, second, third]) channel.close();
});

Deno.test("one that says goodbye, or falls silent, holds nobody up", () => {
  const clock = new ManualClock();
  const open = lossyHub(clock, () => false);
  const [first, second, leaving] = [0, 1, 2].map(() => instance(clock, open()));
  clock.pass(10);
  leaving.channel.close();
  clock.pass(10);
  for (let n = 0; n < 100; n++) post(first);
  clock.pass(100);
  assert.equal(second.got.get(first.channel.self)?.at(-1), 100);
  assert.ok(!first.got.has(leaving.channel.self));

  const raw = open();
  const silent = instance(clock, raw);
  clock.pass(10);
  raw.onmessage = null;
  raw.postMessage = () => {};
  for (let n = 0; n < 100; n++) post(first);
  clock.pass(15_000);
  assert.equal(second.got.get(first.channel.self)?.at(-1), 200);
  for (const { channel } of [first, second, silent]) channel.close();
});

Deno.test("what an instance that does not answer is sent is bounded: the sender knows that it is behind", () => {
  const clock = new ManualClock();
  const open = lossyHub(clock, () => false);
  const raw = open();
  const [ada, bea] = [instance(clock, open(), 100_000), instance(clock, raw, 100_000)];
  clock.pass(100);
  // It hears nothing any more, as when its thread is busy.
  const hears = raw.onmessage;
  raw.onmessage = null;
  let sent = 0;
  for (; sent < 10_000 && !ada.channel.behind; sent++) post(ada);
  assert.ok(sent >= 170 && sent <= 200, `${sent} messages of 100 kB`);
  assert.equal(ada.caughtUp, 0);
  raw.onmessage = hears;
  clock.pass(1_000);
  assert.ok(!ada.channel.behind);
  assert.equal(ada.caughtUp, 1);
  assertComplete([ada, bea]);
});
