import type { HandlerContext } from "fresh/types";
import { clientAddress, edge, upgradeToBroker } from "../signal/mod.ts";

export const handlers = {
  GET: ({ req, runtime }: HandlerContext) =>
    upgradeToBroker(req, edge(), {
      dialect: "kibitz",
      address: clientAddress(req, runtime, edge().settings.trustedProxies),
    }),
};
