/**
 * The edge service: the broker that introduces clients, its limits, the ICE servers that it hands
 * out, and the headers of every answer. docs/protocol.md has its protocol.
 */
export { addressKey, clientAddress } from "./http/client_address.ts";
export { BroadcastBus } from "./bus/broadcast_bus.ts";
export {
  Broker,
  type BrokerCounts,
  type BrokerOptions,
  type Hello,
  type Intake,
} from "./broker/broker.ts";
export { type Bus, BusLost, type Seat, type Soon } from "./bus/bus.ts";
export { type Clock, systemClock } from "./clock.ts";
export { type ListenAddress, readListenAddress, readSettings, type Settings } from "./config.ts";
export type { Wire } from "./broker/connection.ts";
export { createEdge, type Edge, edge } from "./edge.ts";
export { ConfigError, type Env } from "./env.ts";
export { takeSocket } from "./http/websocket_events.ts";
export { secured } from "./http/security_headers.ts";
export { DEFAULT_LIMITS, type Limits } from "./limits.ts";
export { LocalBus } from "./bus/local_bus.ts";
export { answerMetrics } from "./http/metrics.ts";
export { answerPeerServer } from "./http/peerjs.ts";
export { LEASE_MS, RedisBus } from "./bus/redis_bus.ts";
export { openRedis } from "./bus/redis_client.ts";
export { endGracefully, ENDINGS } from "./shutdown.ts";
export type { Dialect } from "./broker/idle_watch.ts";
export { answerTurn } from "./http/turn.ts";
export { upgradeToBroker } from "./http/websocket_upgrade.ts";
