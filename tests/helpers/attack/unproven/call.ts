import { everyPairFlows, type Person, turnEverythingOn } from "../../browsers/call.ts";
import { openPanel } from "../../browsers/hosted.ts";
import { allConnected, openRoom, testid } from "../../browsers/room_page.ts";
import { until } from "../../until.ts";
import type { CrimeScene } from "../mitm_stage.ts";
import { watchStanding } from "./standing.ts";

/** Somebody whom the attacker is after. */
export interface Victim extends Person {
  /** Types of the frames that the broker brought to this page, in their order. */
  readonly brought: readonly string[];
}

/** How a victim's page is prepared. Nothing is needed. */
export interface VictimPageOptions {
  /** Runs in the page before its own scripts. */
  readonly before?: () => void;
}

/** Opens a page at a room's path (`/r/...`) and joins. */
export async function enterScene(
  scene: CrimeScene,
  path: string,
  name: string,
  { before }: VictimPageOptions = {},
): Promise<Victim> {
  const page = await scene.chromium.newPage();
  const brought: string[] = [];
  const session = await page.createCDPSession();
  await session.send("Network.enable");
  session.on("Network.webSocketFrameReceived", ({ response }) => {
    brought.push(JSON.parse(response.payloadData).type);
  });
  if (before !== undefined) await page.evaluateOnNewDocument(before);
  const room = await openRoom(page, scene.site.origin + path, { smallCamera: true });
  const id = await room.join(name);
  return Object.assign(room, { id, name, brought });
}

/** Everybody sees, hears and has compared everybody; from now on their pages are watched. */
export async function settle(people: readonly Victim[]): Promise<void> {
  await allConnected(people);
  await turnEverythingOn(people);
  await everyPairFlows(people);
  for (const person of people) await compareWithAll(person, people.length - 1);
  for (const person of people) await watchStanding(person.page);
}

/** Presses "They match" in every row of the panel, as somebody does who compared the codes. */
async function compareWithAll(person: Victim, others: number): Promise<void> {
  await openPanel(person, "shield");
  await until(
    "there is a code in every row",
    async () =>
      (await person.page.$$(`${testid("verify-row")} ${testid("verify-code")}`)).length === others,
  );
  for (let compared = 0; compared < others; compared++) {
    await person.page.locator(`${testid("verify-row")} ${testid("match")}`).click();
    await until(
      "one more is compared",
      async () =>
        (await person.page.$$(`${testid("verify-row")}[data-trust="compared"]`)).length > compared,
    );
  }
  await person.page.keyboard.press("Escape");
  await until(
    "the shield says so",
    () =>
      person.page.$eval(testid("shield"), (one) => one.getAttribute("data-trust") === "compared"),
  );
}
