import assert from "node:assert/strict";
import { clearCodec, SignalRefused } from "../../../../lib/signal/mod.ts";

const bye = { kind: "bye", link: "0123456789abcdef" } as const;

Deno.test("a clear signal under another message type than its own is refused", async () => {
  const envelope = { type: "LEAVE", src: "a", dst: "b" } as const;
  const payload = await clearCodec.encode(envelope, bye);
  assert.deepEqual(await clearCodec.decode(envelope, payload), bye);
  await assert.rejects(
    clearCodec.decode({ ...envelope, type: "OFFER" }, payload),
    (error) => error instanceof SignalRefused && error.code === "wrong-type",
  );
});
