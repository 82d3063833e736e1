import call from "../../static/styles/call.css?url";
import host from "../../static/styles/host.css?url";
import panels from "../../static/styles/panels.css?url";
import chat from "../../static/styles/chat.css?url";
import presenting from "../../static/styles/presenting.css?url";
import room from "../../static/styles/room.css?url";
import site from "../../static/styles/site.css?url";
import tokens from "../../static/styles/tokens.css?url";
import verify from "../../static/styles/verify.css?url";

/** Where each stylesheet is served: a hashed name under /assets. */
export const styles = { tokens, site, room, call, panels, host, verify, chat, presenting };
