import { HttpError } from "fresh/errors";
import type { HandlerContext } from "fresh/types";
import { normaliseRoomName } from "../lib/room/room_name.ts";
import { siteTexts } from "../texts/site.ts";

/** `/open?room=<name>`: the way in for a form without script. Leads to the room of that name. */
export const handlers = {
  GET(ctx: HandlerContext): Response {
    const typed = ctx.url.searchParams.get("room") ?? "";
    // A link in this form would have brought its key here, to the server. The page's form refuses
    // that in the browser; whoever arrives in another way is told.
    if (/[#/]/.test(typed)) {
      throw new HttpError(
        400,
        siteTexts().notALink,
      );
    }
    const room = normaliseRoomName(typed);
    if (room === null) {
      throw new HttpError(
        400,
        siteTexts().refusals["no-name"],
      );
    }
    return ctx.redirect(`/r/${room}`, 303);
  },
};
