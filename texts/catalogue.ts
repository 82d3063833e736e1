import type { app } from "./en/app.ts";
import type { call } from "./en/call.ts";
import type { chat } from "./en/chat.ts";
import type { create } from "./en/create.ts";
import type { failed } from "./en/failed.ts";
import type { host } from "./en/host.ts";
import type { emoji } from "./en/emoji.ts";
import type { invite } from "./en/invite.ts";
import type { keys } from "./en/keys.ts";
import type { people } from "./en/people.ts";
import type { presenting } from "./en/presenting.ts";
import type { prejoin } from "./en/prejoin.ts";
import type { problems } from "./en/problems.ts";
import type { settings } from "./en/settings.ts";
import type { site } from "./en/site.ts";
import type { stage } from "./en/stage.ts";
import type { transfer } from "./en/transfer.ts";
import type { verify } from "./en/verify.ts";
import type { Texts } from "./shape.ts";

/** Every text of the pages in one language. A text that is missing is a type error. */
export interface Catalogue {
  readonly app: Texts<typeof app>;
  readonly call: Texts<typeof call>;
  readonly chat: Texts<typeof chat>;
  readonly create: Texts<typeof create>;
  readonly failed: Texts<typeof failed>;
  readonly host: Texts<typeof host>;
  readonly emoji: Texts<typeof emoji>;
  readonly invite: Texts<typeof invite>;
  readonly keys: Texts<typeof keys>;
  readonly people: Texts<typeof people>;
  readonly presenting: Texts<typeof presenting>;
  readonly prejoin: Texts<typeof prejoin>;
  readonly problems: Texts<typeof problems>;
  readonly settings: Texts<typeof settings>;
  readonly site: Texts<typeof site>;
  readonly stage: Texts<typeof stage>;
  readonly transfer: Texts<typeof transfer>;
  readonly verify: Texts<typeof verify>;
}
