/**
 * Rooms in memory: everybody who joins over the same bus can meet, with no network and no browser.
 *
 * @module
 */
export type { Clock, Random } from "./env/mod.ts";
export type { Network, Place } from "./env/network.ts";
export {
  type Attachment,
  createLocalBus,
  type LocalBusOptions,
  type Transport,
} from "./local_bus.ts";
export type {
  Channel,
  Link,
  LinkFactory,
  LinkListener,
  LinkOptions,
  LinkState,
} from "./link/types.ts";
export type { PictureLimit, Quality, SoundFrame } from "./link/quality.ts";
export type { Broker, Mailbox, MailboxListener, MailboxState } from "./signal/broker.ts";
export type { Envelope, IceCandidate, Signal, SignalType } from "./signal/types.ts";
export type { RoutedType } from "./wire/routed_types.ts";
export type { Evidence } from "./wire/evidence.ts";
export type { SignedBy } from "./wire/signal.ts";
export type { Hello, Refusal, Roster, RosterMember, Seated } from "./wire/control.ts";
export type { SignedPolicy } from "./wire/policy.ts";
