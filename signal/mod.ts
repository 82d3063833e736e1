/**
 * The edge service: the broker that introduces clients, its limits, the ICE servers that it hands
 * out, and the headers of every answer. docs/protocol.md has its protocol.
 */
export { addressKey, clientAddress } from "./address.ts";
export { BroadcastBus } from "./broadcast_bus.ts";
export {
  Broker,
  type BrokerCounts,
  type BrokerOptions,
  type Hello,
  type Intake,
} from "./broker.ts";
export { type Bus, BusLost, type Seat, type Soon } from "./bus.ts";
export { type Clock, systemClock } from "./clock.ts";
export { type ListenAddress, readListenAddress, readSettings, type Settings } from "./config.ts";
export type { Wire } from "./connection.ts";
export { createEdge, type Edge, edge } from "./edge.ts";
export { ConfigError, type Env } from "./env.ts";
export { takeSocket } from "./front.ts";
export { secured } from "./headers.ts";
export { DEFAULT_LIMITS, type Limits } from "./limits.ts";
export { LocalBus } from "./local_bus.ts";
export { answerMetrics } from "./metrics.ts";
export { answerPeerServer } from "./peerjs.ts";
export { LEASE_MS, RedisBus } from "./redis_bus.ts";
export { openRedis } from "./redis_link.ts";
export { endGracefully, ENDINGS } from "./shutdown.ts";
export type { Dialect } from "./silence.ts";
export { answerTurn } from "./turn/answer.ts";
export { upgradeToBroker } from "./upgrade.ts";
