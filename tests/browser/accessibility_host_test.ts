/** What only some people see: a host, who waits at the door, a shared screen, files, lines for one. */
import assert from "node:assert/strict";
import { assertAccessible } from "../helpers/browsers/axe.ts";
import { openStage } from "../helpers/browsers/call.ts";
import {
  becomeHost,
  governed,
  hostedRoom,
  knock,
  openActions,
  openMenuEntry,
  openPanel,
} from "../helpers/browsers/hosted.ts";
import { shareCanvas } from "../helpers/browsers/presenting.ts";
import { allConnected, type RoomPage, testid } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";

/** A call's one palette, under the theme that is not its own. */
const IN_CALL = ["light"] as const;

Deno.test("nothing that a host, a guest or a presenter sees breaks a rule of WCAG 2.2 A or AA", async () => {
  await using stage = await openStage({ beforePages: shareCanvas });
  const room = await hostedRoom(stage, "axe-host");
  const hal = await room.open();
  const halId = await hal.join("Hal");
  await openMenuEntry(hal, "menu-host");
  await hal.page.waitForSelector(testid("unlock-password"));
  await assertAccessible(hal.page, "the host's password in the call", IN_CALL);
  await closePanel(hal);
  await becomeHost(hal, room.password);
  const ada = await room.open();
  const adaId = await ada.join("Ada");
  await allConnected([hal, ada]);

  await writes(hal, ada, halId);
  await closePanel(ada);
  await decides(hal, adaId);
  await letsIn(hal, room);
  await presents(ada, hal);
});

/** A line for everybody, a line for one and a file, as their writer and their reader see them. */
async function writes(hal: RoomPage, ada: RoomPage, halId: string): Promise<void> {
  await ada.say("to all");
  await ada.page.select(testid("chat-to"), halId);
  await ada.say("between us, https://example.org/a?b=c");
  const field = await ada.page.$(testid("chat-files"));
  assert.ok(field !== null);
  const path = await Deno.makeTempFile({ suffix: ".txt" });
  try {
    await Deno.writeTextFile(path, "a file");
    await (field as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(path);
    await until("Ada sees her file's card", () => ada.page.$(testid("file-way")));
    await assertAccessible(ada.page, "chat of who wrote to one and gives a file", IN_CALL);
    await openPanel(hal, "chat-toggle");
    await until("Hal can take it", () => hal.page.$(testid("file-accept")));
    await until("Hal has the line", () => hal.page.$(`${testid("chat-line")}[data-direct]`));
    await assertAccessible(hal.page, "chat of who is written to and offered a file", IN_CALL);
  } finally {
    await Deno.remove(path);
  }
}

/** The panel of who decides, and what it asks before it does it. */
async function decides(hal: RoomPage, adaId: string): Promise<void> {
  await openPanel(hal, "host");
  await hal.press("clear-chat");
  await assertAccessible(hal.page, "the host's panel, asking", IN_CALL);
  const actions = await openActions(hal, adaId);
  await actions.press("remove-person");
  await assertAccessible(hal.page, "the host's actions about somebody", IN_CALL);
}

/** The door from both sides. */
async function letsIn(hal: RoomPage, room: Awaited<ReturnType<typeof hostedRoom>>): Promise<void> {
  await openPanel(hal, "host");
  await hal.press("lobby");
  await until("newcomers have to ask", () => governed(hal, ({ lobby }) => lobby));
  const cyd = await room.open();
  await cyd.press("host-door");
  await cyd.page.waitForSelector(testid("unlock-password"));
  await assertAccessible(cyd.page, "the host's door");
  await cyd.press("host-door");
  await knock(cyd, "Cyd", "from the choir");
  await cyd.page.waitForSelector(testid("waiting"));
  await assertAccessible(cyd.page, "who waits");
  await hal.page.waitForSelector(testid("admit"));
  await assertAccessible(hal.page, "the host's panel with somebody at the door", IN_CALL);
  await closePanel(hal);
  await hal.page.waitForSelector(testid("knock-bar"));
  await assertAccessible(hal.page, "a knock over the call", IN_CALL);
  await hal.press("bar-admit");
  await until("Cyd is in", async () => (await cyd.phase()).phase === "in-call");
}

/** A shared screen with the pen taken, as its presenter and as somebody else sees it. */
async function presents(ada: RoomPage, hal: RoomPage): Promise<void> {
  await ada.page.setViewport({ width: 1280, height: 800 });
  await ada.press("screen");
  for (const person of [ada, hal]) {
    await person.page.waitForSelector(testid("ink-pen"));
    await person.press("ink-pen");
    await until("the pen is taken", () => person.page.$(`${testid("ink-pen")}[aria-pressed=true]`));
    await assertAccessible(person.page, "a shared screen with the pen taken", IN_CALL);
  }
}

async function closePanel(person: RoomPage): Promise<void> {
  await person.page.keyboard.press("Escape");
  await until("the panel is closed", async () => await person.page.$("#panel") === null);
}
