import type { BenchPage } from "./timeline.ts";

type Bare = typeof globalThis & { bench: BenchPage };
type Signal = {
  from: number;
  to: number;
  description?: RTCSessionDescriptionInit;
  candidate?: RTCIceCandidateInit | null;
};

/**
 * The floor, run in the page: bare connections with the same tracks, everyone known beforehand,
 * signals passed from page to page by a BroadcastChannel. The lower number offers.
 * Self-contained, for it travels as source text.
 */
export async function bareCall(self: number, sound: boolean): Promise<void> {
  const { bench } = globalThis as Bare;
  const audio = sound && { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  const stream = await navigator.mediaDevices.getUserMedia({ audio, video: true });
  for (const track of stream.getVideoTracks()) bench.show(track);
  const channel = new BroadcastChannel("floor");
  const connections = new Map<number, RTCPeerConnection>();
  const early = new Map<number, Signal[]>();
  let expected = 0;

  const send = (signal: Omit<Signal, "from">) => channel.postMessage({ from: self, ...signal });
  const connect = (other: number) => {
    const pc = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
    connections.set(other, pc);
    pc.onicecandidate = ({ candidate }) =>
      send({ to: other, candidate: candidate?.toJSON() ?? null });
    pc.onconnectionstatechange = () => {
      const states = [...connections.values()].map(({ connectionState }) => connectionState);
      if (states.length === expected && states.every((state) => state === "connected")) {
        bench.timeline.allConnected ??= Date.now();
      }
    };
    pc.ontrack = ({ track }) => bench.show(track);
    for (const track of stream.getTracks()) pc.addTrack(track, stream);
    if (self < other) {
      pc.onnegotiationneeded = async () => {
        await pc.setLocalDescription();
        send({ to: other, description: pc.localDescription?.toJSON() });
      };
    }
  };
  const take = async (signal: Signal) => {
    const pc = connections.get(signal.from);
    // An offer or candidate may come before this page's own click.
    if (pc === undefined || (signal.candidate !== undefined && pc.remoteDescription === null)) {
      early.set(signal.from, [...early.get(signal.from) ?? [], signal]);
      return;
    }
    if (signal.description !== undefined) {
      await pc.setRemoteDescription(signal.description);
      if (signal.description.type === "offer") {
        await pc.setLocalDescription();
        send({ to: signal.from, description: pc.localDescription?.toJSON() });
      }
      takeEarly(signal.from);
    } else if (signal.candidate) {
      await pc.addIceCandidate(signal.candidate);
    }
  };
  const takeEarly = (from: number) => {
    const waiting = early.get(from) ?? [];
    early.delete(from);
    for (const signal of waiting) void take(signal);
  };
  channel.onmessage = ({ data }: MessageEvent<Signal>) => {
    if (data.to === self) void take(data);
  };
  bench.click = (others) => {
    expected = others;
    bench.timeline.clicked = Date.now();
    for (let other = 0; other <= others; other++) if (other !== self) connect(other);
    for (const from of [...early.keys()]) takeEarly(from);
  };
}
