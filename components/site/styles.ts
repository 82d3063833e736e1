import room from "../../static/styles/room.css?url";
import site from "../../static/styles/site.css?url";
import tokens from "../../static/styles/tokens.css?url";
import verify from "../../static/styles/verify.css?url";

/** Where each stylesheet is served: a hashed name under /assets. */
export const styles = { tokens, site, room, verify };
