/** The engine as others have it: its exports, and nothing else of this repository. */
import assert from "node:assert/strict";
import { runOutside } from "../helpers/library.ts";
import { ROOT } from "../helpers/paths.ts";

const PROGRAM = `
import { joinRoom, type ChatLine, type Room } from "@kibitz/engine";
import { JoinError } from "@kibitz/engine/errors";
import {
  createHostKey,
  DEFAULT_SETTINGS,
  newLinkKey,
  openHostKey,
  readRoomLink,
  type RoomLink,
  systemRandom,
  writeRoomLink,
} from "@kibitz/engine/link";
import { createLocalBus } from "@kibitz/engine/local";

const [name, password] = ["tuesday", "correct horse battery"];
const { sealed } = await createHostKey({ room: name, password, random: systemRandom });
const made: RoomLink = {
  room: name,
  key: newLinkKey(systemRandom),
  settings: { ...DEFAULT_SETTINGS, host: { kind: "key", sealed } },
};
const read = readRoomLink(new URL(writeRoomLink(made), "https://kibitz.example"));
if (read.name !== "room" || read.settings.host.kind !== "key") throw new Error(read.name);
const { room, key, settings } = read;

const transport = createLocalBus();
const options = { transport, key: key ?? undefined, ...settings };
const hostKey = await openHostKey(read.settings.host.sealed, { room, password });
const ada: Room = await joinRoom(room, { ...options, name: "Ada", hostKey });
const ben: Room = await joinRoom(room, { ...options, name: "Ben" });
console.log("sealed:", ben.state.sealed, "host:", ada.state.governance.open);

const heard = new Promise<ChatLine>((resolve) => ben.on("chat", resolve));
ada.chat("hello");
console.log((await heard).name, "says", (await heard).text);

await ada.host.setLocked(true);
try {
  await joinRoom(room, { ...options, name: "Cleo" });
} catch (error) {
  if (!(error instanceof JoinError)) throw error;
  console.log("Cleo:", error.code);
}
await ben.leave();
await ada.leave();
console.log("left:", ada.state.phase.name);
`;

Deno.test("a program with the exports alone makes a keyed room with a host, joins it twice, chats, locks and leaves", async () => {
  const { code, said } = await runOutside(PROGRAM, "checked");
  assert.equal(code, 0, said);
  assert.deepEqual(said.split("\n").filter((line) => /^(sealed|Ada|Cleo|left)/.test(line)), [
    "sealed: true host: true",
    "Ada says hello",
    "Cleo: locked",
    "left: left",
  ]);
});

Deno.test("everything that the exports name is documented, and so is what it names", async () => {
  const { exports } = JSON.parse(await Deno.readTextFile(new URL("deno.json", ROOT))) as {
    exports: Record<string, string>;
  };
  assert.deepEqual(Object.keys(exports), [".", "./link", "./local", "./errors"]);
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--lint", ...Object.values(exports)],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder();
  assert.ok(success, text.decode(stdout).slice(-2_000) + text.decode(stderr).slice(-4_000));
});
