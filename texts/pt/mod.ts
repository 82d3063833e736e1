import type { Catalogue } from "../catalogue.ts";
import { app } from "./app.ts";
import { call } from "./call.ts";
import { chat } from "./chat.ts";
import { create } from "./create.ts";
import { emoji } from "./emoji.ts";
import { failed } from "./failed.ts";
import { host } from "./host.ts";
import { invite } from "./invite.ts";
import { keys } from "./keys.ts";
import { people } from "./people.ts";
import { prejoin } from "./prejoin.ts";
import { presenting } from "./presenting.ts";
import { problems } from "./problems.ts";
import { settings } from "./settings.ts";
import { site } from "./site.ts";
import { stage } from "./stage.ts";
import { transfer } from "./transfer.ts";
import { verify } from "./verify.ts";

export const pt: Catalogue = {
  app,
  call,
  chat,
  create,
  emoji,
  failed,
  host,
  invite,
  keys,
  people,
  prejoin,
  presenting,
  problems,
  settings,
  site,
  stage,
  transfer,
  verify,
};
