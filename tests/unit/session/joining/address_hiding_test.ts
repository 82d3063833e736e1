import assert from "node:assert/strict";
import { createLocalBus, joinRoom } from "../../../../lib/mod.ts";
import { createSession } from "../../../../session/session.ts";
import { openPreferences } from "../../../../session/storage/preferences.ts";
import type { SessionOptions } from "../../../../session/session.ts";
import { fakePage, keptText, settle } from "../session_helpers.ts";

/** A page whose rooms have a relay, or none. */
function pageWithRelay(there: boolean, changes: Partial<SessionOptions> = {}) {
  const bus = createLocalBus();
  const transport = {
    async attach() {
      const { broker, links } = await bus.attach();
      return { broker, links: { ...links, canRelay: there } };
    },
  };
  return fakePage({
    joinRoom: (room, { broker: _, ...options }) => joinRoom(room, { ...options, transport }),
    prepare: () => Promise.resolve({ canRelay: there }),
    ...changes,
  });
}

Deno.test("who wants to hide their address joins hidden, now and at the next visit", async () => {
  const storage = keptText();
  const { env } = pageWithRelay(true, { keptText: storage });
  const session = createSession(env);
  assert.equal(session.address.hidden.value, false);
  session.start("Ada");
  await session.address.set(true);
  assert.equal(session.address.impossible.value, false);
  await session.join();
  assert.equal(session.state.value?.addressHidden, true);
  await session.leave();
  const next = createSession({ ...env, keptText: storage });
  assert.equal(next.address.hidden.value, false, "the server's drawing knows of no wish");
  next.start("Ada");
  assert.equal(next.address.hidden.value, true);
});

Deno.test("before the call it says that there is no relay, and then nobody joins", async () => {
  const { env } = pageWithRelay(false);
  const session = createSession(env);
  session.start("Ada");
  await session.address.set(true);
  await settle();
  assert.deepEqual([session.address.hidden.value, session.address.impossible.value], [true, true]);
  await session.join();
  const phase = session.phase.value;
  assert.equal(phase.name === "failed" && phase.problem.code, "no-relay");
  assert.equal(phase.name === "failed" && phase.problem.retry, true);
  await session.address.set(false);
  assert.equal(session.address.impossible.value, false);
  await session.join();
  assert.equal(session.state.value?.addressHidden, false);
  await session.leave();
});

Deno.test("in a call the switch tells what is so, and says why where it can't be", async () => {
  for (const there of [true, false]) {
    const storage = keptText();
    const { env } = pageWithRelay(there, { keptText: storage });
    const session = createSession(env);
    session.start("Ada");
    await session.join();
    await session.address.set(true);
    assert.equal(session.room.value?.state.addressHidden, there);
    const [notice] = session.notices.shown.value;
    assert.equal(notice.tone, there ? "info" : "warn");
    assert.match(notice.title, there ? /hidden from now on/ : /can't be hidden/);
    assert.equal(
      openPreferences(storage).read().hideAddress,
      there,
      "only what was done is remembered",
    );
    await session.leave();
    await session.address.set(false);
    assert.equal(session.address.hidden.value, false);
  }
});
