import type { HandlerContext } from "fresh/types";
import { answerTurn, edge } from "../../signal/mod.ts";

export const handlers = {
  GET: ({ req }: HandlerContext) => answerTurn(req, edge()),
};
