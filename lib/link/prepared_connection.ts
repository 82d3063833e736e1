import type { PartlySet } from "./sender_parameters.ts";
import { type Channel, CHANNELS } from "./types.ts";
import { type Lane, LANE_KIND, LANES } from "./lanes.ts";

/** A connection with everything that an offer names. Nothing of it leaves the page before it is described. */
export interface PreparedConnection {
  readonly pc: RTCPeerConnection;
  readonly lanes: ReadonlyMap<Lane, RTCRtpTransceiver>;
  readonly channels: ReadonlyMap<Channel, RTCDataChannel>;
}

/** With what the camera's sender is made: it may be held, and sends nothing until that is over. */
export const HELD: PartlySet = { active: false };

/** Gives a connection the lanes and channels that whoever offers has. */
export function prepareConnection(pc: RTCPeerConnection): PreparedConnection {
  const lanes = new Map(LANES.map((lane) => [
    lane,
    pc.addTransceiver(LANE_KIND[lane], {
      direction: "sendrecv",
      sendEncodings: lane === "camera" ? [{ ...HELD }] : undefined,
    }),
  ]));
  return { pc, lanes, channels: openChannels(pc) };
}

/** Every channel, negotiated by its number. */
export function openChannels(pc: RTCPeerConnection): ReadonlyMap<Channel, RTCDataChannel> {
  const named = Object.entries(CHANNELS) as [Channel, number][];
  return new Map(
    named.map(([name, id]) => [name, pc.createDataChannel(name, { negotiated: true, id })]),
  );
}
