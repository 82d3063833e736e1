import type { HandlerContext } from "fresh/types";
import { clientAddress, edge, upgradeToBroker } from "../../signal/mod.ts";

/** Where a PeerJS client that is given the path `/peerjs` opens its WebSocket. */
export const handlers = {
  GET: ({ req, runtime }: HandlerContext) =>
    upgradeToBroker(req, edge(), {
      dialect: "peerjs",
      address: clientAddress(req, runtime, edge().settings.trustedProxies),
    }),
};
