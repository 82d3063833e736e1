import type { MediaConnection, Peer as PeerClass } from "peerjs";
import type { BenchPage } from "./timeline.ts";

type PeerPage = typeof globalThis & { bench: BenchPage; Peer: typeof PeerClass };

/**
 * PeerJS, run in the page: everyone's id is known beforehand, which spares it finding out who is
 * there. The lower number calls. Self-contained, for it travels as source text.
 */
export async function peerjsCall(self: number, room: string, port: number): Promise<void> {
  const { bench, Peer } = globalThis as PeerPage;
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  const stream = await navigator.mediaDevices.getUserMedia({ audio, video: true });
  for (const track of stream.getVideoTracks()) bench.show(track);
  const calls: MediaConnection[] = [];
  let expected = 0;

  const look = () => {
    const states = calls.map(({ peerConnection }) => peerConnection?.connectionState);
    if (states.length === expected && states.every((state) => state === "connected")) {
      bench.timeline.allConnected ??= Date.now();
    }
  };
  const follow = (call: MediaConnection) => {
    calls.push(call);
    call.once("stream", (remote) => remote.getTracks().forEach((track) => bench.show(track)));
    call.peerConnection.addEventListener("connectionstatechange", look);
  };
  bench.click = (others) => {
    expected = others;
    bench.timeline.clicked = Date.now();
    const peer = new Peer(`${room}-${self}`, {
      host: "localhost",
      port,
      path: "/",
      secure: false,
      // No STUN or TURN for anyone: everybody is on this machine.
      config: { iceServers: [] },
    });
    peer.on("call", (call) => {
      call.answer(stream);
      follow(call);
    });
    peer.on("open", () => {
      for (let other = self + 1; other <= others; other++) {
        follow(peer.call(`${room}-${other}`, stream));
      }
    });
  };
}
