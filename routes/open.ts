import { HttpError } from "fresh/errors";
import type { HandlerContext } from "fresh/types";
import { normaliseRoomName } from "../lib/room/name.ts";

/** `/open?room=<name>`: the way in for a form without script. Leads to the room of that name. */
export const handlers = {
  GET(ctx: HandlerContext): Response {
    const typed = ctx.url.searchParams.get("room") ?? "";
    // A link in this form would have brought its key here, to the server. The page's form refuses
    // that in the browser; whoever arrives in another way is told.
    if (/[#/]/.test(typed)) {
      throw new HttpError(
        400,
        "This form takes a room's name, not a link. Open the link itself; and if there was a key " +
          "in it, the server has now seen that key, so make a new link.",
      );
    }
    const room = normaliseRoomName(typed);
    if (room === null) {
      throw new HttpError(
        400,
        "A room's name needs at least one letter from a to z or one digit.",
      );
    }
    return ctx.redirect(`/r/${room}`, 303);
  },
};
