import type { Person } from "./call.ts";

/** What a page sends over one of its connections. */
export interface Sent {
  /** Of the camera's lane, as it was set. */
  readonly camera: {
    readonly maxBitrate: number | null;
    readonly maxFramerate: number | null;
    readonly scaleResolutionDownBy: number | null;
  };
  /** Bytes of sound so far, headers included, and when that was, in milliseconds. */
  readonly soundBytes: number;
  readonly at: number;
}

interface Kept {
  readonly connections: Set<RTCPeerConnection>;
  descriptions: number;
}

type InPage = typeof globalThis & { keptForTests: Kept };

/**
 * Runs in a page before its scripts: keeps its connections and counts their descriptions, and gives
 * camera pictures of 640x400 at 10 a second. Self-contained, for it travels as source text.
 */
export function keepSent(): void {
  const kept: Kept = { connections: new Set(), descriptions: 0 };
  Object.assign(globalThis, { keptForTests: kept });
  const Original = globalThis.RTCPeerConnection;
  const describe = Original.prototype.setLocalDescription;
  Original.prototype.setLocalDescription = function (...args: unknown[]) {
    kept.descriptions++;
    return Reflect.apply(describe, this, args);
  };
  globalThis.RTCPeerConnection = new Proxy(Original, {
    construct(target, args, newTarget) {
      const made: RTCPeerConnection = Reflect.construct(target, args, newTarget);
      kept.connections.add(made);
      return made;
    },
  });
  const prototype = globalThis.MediaDevices?.prototype;
  if (prototype === undefined) return;
  const ask = prototype.getUserMedia;
  prototype.getUserMedia = function (constraints) {
    const { video, ...rest } = constraints ?? {};
    const size = { width: 640, height: 400, frameRate: 10 };
    return ask.call(this, video ? { ...rest, video: size } : rest);
  };
}

/** What a page sends now, for each of its open connections. */
export function sentBy(person: Person): Promise<Sent[]> {
  return person.page.evaluate(async () => {
    const found = [];
    for (const connection of (globalThis as InPage).keptForTests.connections) {
      if (connection.connectionState !== "connected") continue;
      // The lanes are in one order everywhere: microphone, camera, screen, the screen's sound.
      const [microphone, camera] = connection.getTransceivers();
      if (microphone === undefined || camera === undefined) continue;
      const { maxBitrate = null, maxFramerate = null, scaleResolutionDownBy = null } =
        camera.sender.getParameters().encodings[0] ?? {};
      let [soundBytes, at] = [0, 0];
      for (const entry of (await microphone.sender.getStats()).values()) {
        if (entry.type !== "outbound-rtp") continue;
        soundBytes += entry.bytesSent + entry.headerBytesSent;
        at = entry.timestamp;
      }
      found.push({ camera: { maxBitrate, maxFramerate, scaleResolutionDownBy }, soundBytes, at });
    }
    return found;
  });
}

/** How often a page has described its side of a connection so far: at every negotiation once. */
export function descriptionsBy(person: Person): Promise<number> {
  return person.page.evaluate(() => (globalThis as InPage).keptForTests.descriptions);
}
