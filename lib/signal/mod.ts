/** How two peers exchange signals: over the broker or another peer, sealed or clear. */
export type { Broker, Mailbox, MailboxListener, MailboxState } from "./broker.ts";
export { clearCodec } from "./clear_codec.ts";
export { createSocketBroker, type SocketBrokerOptions } from "./websocket_broker.ts";
export {
  type Envelope,
  type IceCandidate,
  type RefusalCode,
  type Signal,
  type SignalCodec,
  SignalRefused,
  type SignalType,
} from "./types.ts";
