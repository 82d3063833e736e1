import assert from "node:assert/strict";
import { JoinError, type JoinErrorCode, joinRoom } from "../../../lib/mod.ts";
import { makeHandle } from "../../../session/page/window_handle.ts";
import { createSession, type Session } from "../../../session/session.ts";
import { until } from "../../helpers/until.ts";
import { fakePage, keptText, KEY, settle } from "./session_helpers.ts";

/** Read through a function, or TypeScript holds on to what the last assertion said. */
function phaseOf(session: Session): string {
  return session.phase.value.name;
}

Deno.test("a page goes from arriving to a call and out of it again", async () => {
  const { env, clock, inCall } = fakePage();
  const session = createSession(env);
  assert.equal(phaseOf(session), "arriving");
  session.start("");
  assert.equal(phaseOf(session), "ready");
  assert.equal(session.seal.value, "sealed");
  session.setName("  Ada   Lovelace ");
  const joining = session.join();
  assert.equal(phaseOf(session), "joining");
  await joining;
  assert.equal(phaseOf(session), "in-call");
  assert.equal(session.state.value?.self.name, "Ada Lovelace");
  assert.equal(inCall().stage.value?.arrangement, "alone");
  await session.leave();
  assert.equal(phaseOf(session), "left");
  assert.equal(session.room.value, null);
  assert.equal(clock.pending, 0, "no timer outlives the call");
  await session.join();
  assert.equal(phaseOf(session), "in-call");
  await session.leave();
});

Deno.test("nobody joins without a name, and the name is kept for the next time", async () => {
  const { env } = fakePage();
  const session = createSession(env);
  session.start(" ");
  await session.join();
  assert.equal(phaseOf(session), "ready");
  assert.equal(session.nameMissing.value, true);
  session.setName("Ada");
  assert.equal(session.nameMissing.value, false);
  await session.join();
  await session.leave();
  const next = createSession(env);
  next.start("");
  assert.equal(next.name.value, "Ada");
});

Deno.test("what was typed before the script ran is not lost", () => {
  const storage = keptText();
  const { env } = fakePage({ keptText: storage });
  const session = createSession(env);
  session.start("Grace");
  assert.equal(session.name.value, "Grace");
});

Deno.test("one joins muted and unseen, or with what one turned on before", async () => {
  const { env, media } = fakePage();
  const session = createSession(env);
  session.start("Ada");
  await session.join();
  assert.deepEqual(session.state.value?.self.status, {
    microphone: false,
    camera: false,
    screen: false,
  });
  assert.equal(media.opened.length, 0);
  await session.leave();
  await session.devices.camera.set(true);
  await session.join();
  assert.equal(session.state.value?.self.status.camera, true);
  await session.devices.camera.set(false);
  await settle();
  assert.equal(session.state.value?.self.status.camera, false);
  await session.leave();
});

Deno.test("leaving lets go of every device", async () => {
  const { env, media } = fakePage();
  const session = createSession(env);
  session.start("Ada");
  await session.join();
  await session.devices.camera.set(true);
  await session.devices.microphone.set(true);
  await session.devices.microphone.set(false);
  await session.leave();
  assert.equal(media.opened.length, 2);
  assert.ok(media.opened.every((track) => track.readyState === "ended"));
});

Deno.test("every way in which a join fails is said in words, and the preview stays on", async () => {
  const codes: JoinErrorCode[] = [
    "broker-unreachable",
    "broker-refused",
    "no-answer",
    "tampered",
    "room-full",
    "refused",
  ];
  for (const code of codes) {
    const { env } = fakePage({ joinRoom: () => Promise.reject(new JoinError(code, "")) });
    const session = createSession(env);
    session.start("Ada");
    await session.devices.camera.set(true);
    await session.join();
    const { value } = session.phase;
    assert.ok(value.name === "failed");
    assert.equal(value.problem.code, code);
    assert.ok(value.problem.retry && value.problem.title !== "" && value.problem.text !== "");
    assert.equal(session.devices.camera.state.value.name, "on");
  }
});

Deno.test("a join can be called off, and then nothing is wrong", async () => {
  const { env } = fakePage({
    joinRoom: (_, { signal }) =>
      new Promise((_, reject) =>
        signal?.addEventListener("abort", () => reject(new JoinError("aborted", "")))
      ),
  });
  const session = createSession(env);
  session.start("Ada");
  const joining = session.join();
  session.cancelJoin();
  await joining;
  assert.equal(phaseOf(session), "ready");
});

Deno.test("a room that is left by a script takes the page along", async () => {
  const { env } = fakePage();
  const session = createSession(env);
  session.start("Ada");
  await session.join();
  await session.room.value?.leave();
  await settle();
  assert.equal(phaseOf(session), "left");
  assert.equal(session.room.value, null);
});

Deno.test("what a join needs is fetched ahead, once the page is ready", async () => {
  let prepared = 0;
  const { env } = fakePage({ prepare: () => Promise.resolve({ canRelay: ++prepared > 0 }) });
  const session = createSession(env);
  session.prepare();
  assert.equal(prepared, 0, "nothing before the page is ready");
  session.start("Ada");
  session.prepare();
  await settle();
  await session.join();
  session.prepare();
  await settle();
  assert.equal(prepared, 1, "nothing more while in a call");
  await session.leave();
});

Deno.test("what can't be mended on this page is said at once", () => {
  const cut = { ...fakePage().env.address, hash: "#k=short" };
  const cases = [
    [{ capable: false }, "unsupported"],
    [{ secure: false }, "insecure"],
    [{ address: cut }, "bad-key"],
  ] as const;
  for (const [change, code] of cases) {
    const session = createSession(fakePage(change).env);
    session.start("Ada");
    const { value } = session.phase;
    assert.ok(value.name === "failed");
    assert.equal(value.problem.code, code);
    assert.equal(value.problem.retry, false);
  }
});

Deno.test("unread lines are counted until the chat is open, and announced as they come", async () => {
  const { env, transport, inCall } = fakePage();
  const session = createSession(env);
  session.start("Ada");
  await session.join();
  const ben = await joinRoom("blue-river", { name: "Ben", key: KEY, transport });
  await settle();
  ben.chat("one");
  ben.chat("two");
  await until("both lines are there", () => session.room.value?.state.chat.length === 2);
  inCall().chat.write("mine");
  inCall().chat.send();
  await settle();
  assert.equal(inCall().chat.unread.value, 2);
  assert.ok(session.notices.shown.value.some((notice) => notice.text === "two"));
  inCall().togglePanel("chat");
  assert.equal(inCall().chat.unread.value, 0);
  assert.deepEqual(
    session.notices.shown.value.filter(({ text }) => text !== null),
    [],
    "what the chat shows lies on the call no longer",
  );
  inCall().closePanel();
  assert.equal(inCall().chat.unread.value, 0);
  ben.chat("th\u202eree");
  await until("the third line is there", () => session.room.value?.state.chat.length === 4);
  assert.equal(inCall().chat.unread.value, 1);
  assert.ok(
    session.notices.shown.value.some((notice) => notice.text === "three"),
    "nothing turns the direction of what is announced",
  );
  assert.deepEqual(
    inCall().chat.lines.value.map((line) => [line.text, line.own, line.continued]).slice(0, 2),
    [["one", false, false], ["two", false, true]],
  );
  await ben.leave();
  await session.leave();
});

Deno.test("nobody enters a call before what follows it is there, and another try fetches it again", async () => {
  const page = fakePage();
  let tries = 0;
  const session = createSession({
    ...page.env,
    follow: (its) => {
      tries++;
      return tries === 1
        ? Promise.reject(new JoinError("broker-unreachable", ""))
        : page.env.follow(its);
    },
  });
  session.start("Ada");
  await session.join();
  assert.equal(phaseOf(session), "failed");
  assert.equal(session.room.value, null);
  await session.join();
  assert.equal(phaseOf(session), "in-call");
  await session.leave();
  await session.join();
  assert.equal(tries, 2, "it stays from one call to the next");
  await session.leave();
});

Deno.test("a line is sent when it has something in it and fits", async () => {
  const { env, inCall } = fakePage();
  const session = createSession(env);
  session.start("Ada");
  await session.join();
  const { chat } = inCall();
  for (const text of ["", "  \n ", "x".repeat(501)]) {
    chat.write(text);
    assert.equal(chat.canSend.value, false);
    chat.send();
  }
  assert.equal(chat.lines.value.length, 0);
  chat.write("x".repeat(300));
  assert.equal(chat.left.value, null);
  chat.write("x".repeat(490));
  assert.equal(chat.left.value, 10);
  chat.send();
  assert.equal(chat.draft.value, "");
  await settle();
  assert.equal(chat.lines.value.length, 1);
  await session.leave();
});

Deno.test("notices go away by themselves, warnings later than remarks", async () => {
  const { env, clock, media } = fakePage();
  const session = createSession(env);
  session.start("Ada");
  await session.join();
  await session.devices.camera.set(true);
  session.notices.add("info", "hello");
  media.failure = "NotFoundError";
  media.opened[0].unplug();
  await settle();
  assert.deepEqual(session.notices.shown.value.map((notice) => notice.tone), ["info", "warn"]);
  clock.advance(5000);
  assert.deepEqual(session.notices.shown.value.map((notice) => notice.tone), ["warn"]);
  clock.advance(10_000);
  assert.deepEqual(session.notices.shown.value, []);
  await session.leave();
});

Deno.test("a device that does not open is told in the call, and before it by the preview alone", async () => {
  const { env, media } = fakePage();
  const session = createSession(env);
  session.start("Ada");
  media.failure = "NotAllowedError";
  await session.devices.camera.set(true);
  assert.equal(session.notices.shown.value.length, 0);
  assert.equal(session.devices.camera.state.value.name, "failed");
  await session.join();
  await session.devices.camera.set(true);
  assert.equal(session.notices.shown.value[0]?.tone, "warn");
  assert.equal(phaseOf(session), "in-call");
  await session.leave();
});

Deno.test("sound that the browser refuses waits for a tap, in this call only", async () => {
  const { env, inCall } = fakePage();
  const session = createSession(env);
  session.start("Ada");
  await session.join();
  const { soundBlocked, soundAttempt, soundRefused, playSound: hear } = inCall();
  const blocked = () => soundBlocked.value;
  soundRefused();
  assert.equal(blocked(), true);
  const attempt = soundAttempt.value;
  hear();
  assert.equal(blocked(), false);
  assert.equal(soundAttempt.value, attempt + 1);
  soundRefused();
  await session.leave();
  assert.equal(blocked(), false);
  soundRefused();
  assert.equal(blocked(), false, "there is no call to be heard");
  await session.join();
  assert.equal(blocked(), false);
  await session.leave();
});

Deno.test("the page's handle joins, shows the room, and says why not", async () => {
  const { env } = fakePage();
  const session = createSession(env);
  session.start("");
  const handle = makeHandle(session);
  assert.equal(handle.room, null);
  const room = await handle.join("Ada");
  assert.equal(handle.room, room);
  assert.equal(handle.state?.self.name, "Ada");
  assert.equal(handle.phase, "in-call");
  await handle.leave();
  const { env: full } = fakePage({
    joinRoom: () => Promise.reject(new JoinError("room-full", "")),
  });
  const shut = createSession(full);
  shut.start("Ada");
  await assert.rejects(makeHandle(shut).join(), /room-full/);
});
