import assert from "node:assert/strict";
import { createLocalBus, joinRoom, type Room } from "../../../../lib/mod.ts";
import { Board } from "../../../../lib/content/ink/board.ts";
import { InkExchange } from "../../../../lib/content/ink/mod.ts";
import {
  INK_POINTS_MAX,
  type InkPoint,
  STROKE_POINTS_MAX,
  STROKES_MAX,
} from "../../../../lib/wire/ink.ts";
import { until } from "../../../helpers/until.ts";
import { FakeTrack, HandClock } from "../../session/session_helpers.ts";

const line: InkPoint[] = [[1, 2], [30_000, 40_000], [65_535, 0]];

/** People in a room in memory who can draw; the first one shares a screen. */
async function present(...names: string[]) {
  const transport = createLocalBus();
  const join = async (name: string) => {
    const room = await joinRoom("ink", { name, transport });
    rooms.push(room);
    await room.ink.prepare();
    return room;
  };
  const rooms: Room[] = [];
  for (const name of names) await join(name);
  await rooms[0].setTrack("screen", new FakeTrack("video").asTrack);
  const presenter = rooms[0].state.self.id;
  await until(
    "everyone sees the screen",
    () =>
      rooms.slice(1).every(({ state }) =>
        state.peers.length === names.length - 1 &&
        state.peers.every(({ link, member }) =>
          link.name === "connected" && (member.id !== presenter || member.status.screen)
        )
      ),
  );
  return {
    rooms,
    presenter,
    join,
    async [Symbol.asyncDispose]() {
      for (const room of rooms) await room.leave();
    },
  };
}

/** Waits until there are so many lines on the board, and answers with their points. */
async function lines(room: Room, presenter: string, count: number): Promise<InkPoint[][]> {
  return await until(`${count} lines`, () => {
    const { strokes } = room.ink.board(presenter);
    if (strokes.length !== count) throw new Error(`${strokes.length}`);
    return strokes.map(({ points }) => [...points]);
  });
}

Deno.test("a line grows on every screen, is taken back by its author, and wiped by the presenter", async () => {
  await using call = await present("Ada", "Ben", "Cyd");
  const { rooms: [ada, ben, cyd], presenter } = call;
  const draw = ben.ink.pen(presenter, 2);
  draw(line.slice(0, 2));
  draw(line.slice(2));
  cyd.ink.pen(presenter, 0)([[5, 5]]);
  for (const room of [ada, ben, cyd]) await lines(room, presenter, 2);
  const drawn = cyd.ink.board(presenter).strokes.find(({ colour }) => colour === 2);
  assert.deepEqual(drawn?.points, line);
  assert.equal(drawn?.author, ben.state.self.id);
  cyd.ink.undo(presenter);
  for (const room of [ada, ben, cyd]) assert.deepEqual(await lines(room, presenter, 1), [line]);
  ben.ink.pen(presenter, 1)([[9, 9]]);
  await lines(ada, presenter, 2);
  cyd.ink.clear(presenter);
  ada.ink.clear(presenter);
  for (const room of [ada, ben, cyd]) await lines(room, presenter, 0);
});

Deno.test("who comes later sees what is drawn, and what somebody drew goes with them", async () => {
  await using call = await present("Ada", "Ben");
  const { rooms: [ada, ben], presenter, join } = call;
  ben.ink.pen(presenter, 0)(line);
  ada.ink.pen(presenter, 1)(Array.from({ length: 200 }, (_, at): InkPoint => [at, at]));
  await lines(ben, presenter, 2);
  const dee = await join("Dee");
  const seen = await lines(dee, presenter, 2);
  assert.deepEqual(seen.map((points) => points.length).sort(), [200, 3].sort());
  await ben.leave();
  await lines(dee, presenter, 1);
});

Deno.test("a screen that is shared again begins empty", async () => {
  await using call = await present("Ada", "Ben");
  const { rooms: [ada, ben], presenter } = call;
  ben.ink.pen(presenter, 0)(line);
  await lines(ada, presenter, 1);
  await ada.setTrack("screen", null);
  await until("it is away", () => !ben.state.peers[0].member.status.screen);
  assert.deepEqual(ben.ink.board(presenter).strokes, []);
  await ada.setTrack("screen", new FakeTrack("video").asTrack);
  await until("it is back", () => ben.state.peers[0].member.status.screen);
  assert.deepEqual(ben.ink.board(presenter).strokes, []);
  ben.ink.pen(presenter, 0)(line);
  await lines(ada, presenter, 1);
});

Deno.test("a laser shows, and fades when nothing more is heard of it", () => {
  const clock = new HandClock();
  const [self, mallory] = ["1".repeat(32), "6".repeat(32)];
  const exchange = new InkExchange({
    self,
    clock,
    members: () => [mallory],
    presents: () => true,
    mayDraw: () => true,
    send: () => {},
    changed: () => {},
  });
  const message = { t: "laser", board: self, colour: 1, points: [[7, 8]] };
  exchange.onText(mallory, JSON.stringify(message));
  assert.deepEqual(exchange.board(self).lasers, [{ author: mallory, colour: 1, points: [[7, 8]] }]);
  clock.advance(5_000);
  assert.deepEqual(exchange.board(self).lasers, []);
  exchange.onText(mallory, JSON.stringify(message));
  exchange.close();
  assert.equal(clock.pending, 0);
});

Deno.test("one person can draw only so much, in pieces that follow each other", () => {
  const board = new Board();
  const piece = (n: number, from: number, count: number, epoch = 0) => ({
    n,
    epoch,
    colour: 0,
    from,
    points: Array.from({ length: count }, (): InkPoint => [0, 0]),
  });
  assert.ok(board.extend("a", piece(0, 0, 64)));
  assert.ok(!board.extend("a", piece(0, 65, 10)), "a piece is missing before");
  assert.ok(!board.extend("a", piece(0, 0, 64)), "nothing new");
  assert.ok(board.extend("a", piece(0, 60, 10)), "it begins with what is here");
  assert.equal(board.view.strokes[0].points.length, 70);
  assert.ok(!board.extend("a", piece(1, 0, STROKE_POINTS_MAX + 1)));
  for (let n = 1; n < STROKES_MAX; n++) assert.ok(board.extend("a", piece(n, 0, 1)));
  assert.ok(!board.extend("a", piece(STROKES_MAX, 0, 1)), "too many lines");
  assert.ok(board.extend("b", piece(0, 0, 1)), "somebody else still may");
  for (let n = 1; n <= 10; n++) board.extend("b", piece(n, 0, STROKE_POINTS_MAX));
  const points = board.view.strokes.filter(({ author }) => author === "b")
    .reduce((sum, stroke) => sum + stroke.points.length, 0);
  assert.ok(points <= INK_POINTS_MAX, `${points} points`);
  board.wipe(3);
  assert.equal(board.view.strokes.length, 0);
  assert.ok(!board.extend("a", piece(900, 0, 1, 2)), "from before it was wiped");
});

Deno.test("nobody takes away or wipes in another's name, and nonsense is dropped", () => {
  const [self, ben, mallory] = ["1".repeat(32), "2".repeat(32), "6".repeat(32)];
  const exchange = new InkExchange({
    self,
    clock: new HandClock(),
    members: () => [ben, mallory],
    presents: (peer) => peer === ben,
    mayDraw: () => true,
    send: () => {},
    changed: () => {},
  });
  const hear = (from: string, message: object) => exchange.onText(from, JSON.stringify(message));
  const stroke = { t: "stroke", board: ben, epoch: 0, n: 0, colour: 0, from: 0, points: [[1, 1]] };
  hear(ben, stroke);
  const count = () => exchange.board(ben).strokes.length;
  hear(mallory, { t: "undo", board: ben, n: 0 });
  hear(mallory, { t: "mine", board: ben, strokes: [] });
  hear(mallory, { t: "wipe", epoch: 9 });
  assert.equal(count(), 1);
  for (
    const changes of [
      { board: self },
      { board: "x" },
      { points: [[1, 65_536]] },
      { points: [[1, -1]] },
      { points: [[0.5, 1]] },
      { points: Array.from({ length: 65 }, () => [1, 1]) },
      { colour: 5 },
      { from: 3 },
    ]
  ) hear(mallory, { ...stroke, ...changes });
  exchange.onText(mallory, "[");
  assert.equal(count(), 1);
  hear(ben, { t: "wipe", epoch: 1 });
  assert.equal(count(), 0);
});

Deno.test("ink on a screen of which its owner could not tell us yet waits until it does", () => {
  const [self, ben, cyd, mallory] = [1, 2, 3, 6].map((digit) => `${digit}`.repeat(32));
  let presents = false;
  const exchange = new InkExchange({
    self,
    clock: new HandClock(),
    members: () => [ben, cyd],
    presents: (peer) => presents && peer === ben,
    mayDraw: () => true,
    send: () => {},
    changed: () => {},
  });
  const stroke = { t: "stroke", board: ben, epoch: 1, n: 0, colour: 0, from: 0, points: [[1, 1]] };
  const hear = (from: string, message: object) => exchange.onText(from, JSON.stringify(message));
  const drawn = () => exchange.board(ben).strokes.map(({ id }) => id);
  hear(cyd, stroke);
  hear(cyd, { ...stroke, n: 1, epoch: 0 });
  hear(cyd, { ...stroke, board: mallory });
  hear(cyd, { ...stroke, board: self });
  exchange.statusChanged();
  assert.deepEqual(drawn(), []);
  presents = true;
  exchange.statusChanged();
  hear(ben, { t: "wipe", epoch: 1 });
  assert.deepEqual(drawn(), [`${cyd}:0`]);
  presents = false;
  exchange.statusChanged();
  hear(cyd, { ...stroke, n: 2 });
  presents = true;
  exchange.statusChanged();
  assert.deepEqual(drawn(), [], "of a screen that was shared no more");
});

Deno.test("ink of one person lies on few screens at once, also ink that waits for its screen", () => {
  const people = Array.from({ length: 40 }, (_, at) => at.toString(16).padStart(32, "0"));
  const [self, mallory, ben, ...others] = people;
  let presents = false;
  const exchange = new InkExchange({
    self,
    clock: new HandClock(),
    members: () => people.slice(1),
    presents: () => presents,
    mayDraw: () => true,
    send: () => {},
    changed: () => {},
  });
  const hear = (from: string, message: object) => exchange.onText(from, JSON.stringify(message));
  const stroke = { t: "stroke", epoch: 1, n: 0, colour: 0, from: 0, points: [[1, 1]] };
  for (const board of others) hear(mallory, { ...stroke, board });
  hear(ben, { ...stroke, board: others[20] });
  hear(mallory, { ...stroke, board: others[0], n: 2 ** 33 });
  for (const board of others) hear(board, { t: "wipe", epoch: 1 });
  presents = true;
  const authors = others.flatMap((board) =>
    exchange.board(board).strokes.map(({ author }) => author)
  );
  assert.equal(authors.filter((author) => author === mallory).length, 8);
  assert.equal(authors.filter((author) => author === ben).length, 1);
});

Deno.test("a laser of somebody who left leaves nothing behind, no timer either", () => {
  const clock = new HandClock();
  const [self, mallory] = ["1".repeat(32), "6".repeat(32)];
  const exchange = new InkExchange({
    self,
    clock,
    members: () => [mallory],
    presents: () => true,
    mayDraw: () => true,
    send: () => {},
    changed: () => {},
  });
  for (const board of [self, mallory]) {
    exchange.onText(mallory, JSON.stringify({ t: "laser", board, colour: 1, points: [[7, 8]] }));
  }
  assert.equal(clock.pending, 2);
  exchange.left(mallory);
  assert.equal(clock.pending, 0);
  assert.deepEqual(exchange.board(self).lasers, []);
});
