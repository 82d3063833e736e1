import type { HandlerContext } from "fresh/types";
import { answerTurn, clientAddress, edge } from "../../signal/mod.ts";

export const handlers = {
  GET: ({ req, runtime }: HandlerContext) =>
    answerTurn(req, edge(), clientAddress(req, runtime, edge().settings.trustedProxies)),
};
