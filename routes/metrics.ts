import type { HandlerContext } from "fresh/types";
import { answerMetrics, edge } from "../signal/mod.ts";

export const handlers = {
  GET: ({ req }: HandlerContext) => answerMetrics(req, edge()),
};
