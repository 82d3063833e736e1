import { systemRandom } from "../../../lib/env/mod.ts";
import { createHostKey } from "../../../lib/trust/host_key.ts";
import type { HostSetting } from "../../../lib/mod.ts";
import { roomPath } from "../../../session/link/room_link.ts";
import type { Stage } from "./call.ts";
import { openRoom, type RoomPage, type RoomPageOptions, TEST_KEY, testid } from "./room_page.ts";
import { until } from "../until.ts";

/** A room whose host is whoever has the password. */
export interface HostedRoom {
  readonly name: string;
  readonly password: string;
  readonly host: HostSetting;
  /** The room's link; under another key where one is given. */
  link(key?: string): string;
  /** A page at the room's door. */
  open(options?: RoomPageOptions): Promise<RoomPage>;
}

/** Makes such a room's link, as the start page would. */
export async function hostedRoom(
  stage: Stage,
  name: string,
  { hostFirst = false }: { readonly hostFirst?: boolean } = {},
): Promise<HostedRoom> {
  const password = "kettle-otter-maple-lantern";
  const { sealed } = await createHostKey({ room: name, password, random: systemRandom });
  const host: HostSetting = { kind: "key", sealed };
  const link = (key = TEST_KEY) =>
    stage.site.origin + roomPath({ room: name, key, settings: { capacity: 8, host, hostFirst } });
  return {
    name,
    password,
    host,
    link,
    open: async (options = { smallCamera: true }) =>
      await openRoom(await stage.chromium.newPage(), link(), options),
  };
}

/** Somebody in the call types the host's password, and is the host. */
export async function becomeHost(person: RoomPage, password: string): Promise<void> {
  await openMenuEntry(person, "menu-host");
  await person.page.locator(testid("unlock-password")).fill(password);
  await person.press("unlock");
  await until("they are the host", () => governed(person, ({ open }) => open));
  await person.page.waitForSelector(testid("lobby"));
}

/** Closes the panel that is open, which may lie over everything else, and opens another. */
export async function openPanel(person: RoomPage, control: string): Promise<void> {
  const close = await person.page.$(".panel-close");
  await close?.click();
  await until("no panel is open", async () => await person.page.$("#panel") === null);
  await person.press(control);
}

/** Opens something by the menu behind the row of buttons. */
export async function openMenuEntry(person: RoomPage, entry: string): Promise<void> {
  await person.press("more");
  await person.press(entry);
}

/** What a page knows of who decides, as far as tests ask for it. */
export interface Governed {
  readonly host: string;
  readonly open: boolean;
  readonly present: boolean;
  readonly lobby: boolean;
  readonly locked: boolean;
  readonly version: number;
  readonly waiting: readonly { readonly name: string; readonly note: string }[];
  readonly refusedCommands: number;
}

/** Reads that and picks something of it. */
export async function governed<Picked>(
  person: RoomPage,
  pick: (governance: Governed) => Picked,
): Promise<Picked> {
  const governance = await person.page.evaluate(() => {
    const state = globalThis.kibitz?.state;
    if (!state) throw new Error("the page is in no room");
    return state.governance;
  });
  return pick(governance);
}

/** Fills in the form and knocks, without waiting for what comes of it. */
export async function knock(guest: RoomPage, name: string, note = ""): Promise<void> {
  await guest.page.locator(testid("name")).fill(name);
  if (note !== "") await guest.page.locator(testid("note")).fill(note);
  await guest.press("join");
}

/** What a host does about one person. */
export interface Actions {
  /** Presses a control by its `data-testid`. */
  press(control: string): Promise<void>;
  fill(field: string, text: string): Promise<void>;
}

/** Opens the actions about somebody in the panel of people. */
export async function openActions(host: RoomPage, peer: string): Promise<Actions> {
  const row = `${testid("person")}[data-peer="${peer}"] ${testid("host-actions")}`;
  if (await host.page.$(row) === null) await openPanel(host, "people");
  await host.page.waitForSelector(row);
  await host.page.$eval(row, (details) => (details as HTMLDetailsElement).open = true);
  return {
    press: (control) => host.page.locator(`${row} ${testid(control)}`).click(),
    fill: (field, text) => host.page.locator(`${row} ${testid(field)}`).fill(text),
  };
}
