import type { HandlerContext } from "fresh/types";
import { answerPeerServer, edge } from "../../../signal/mod.ts";

export const handlers = {
  GET: ({ req, params }: HandlerContext<{ key: string }>) =>
    answerPeerServer(req, edge(), params.key, "peers"),
};
