import assert from "node:assert/strict";
import { systemClock, systemRandom } from "../../../../lib/env/mod.ts";
import { createRtcLinks, IceServers, type LinkOptions } from "../../../../lib/link/mod.ts";
import { until } from "../../../helpers/until.ts";

/** Links over connections that write down what is done to them, and servers that can change. */
function links() {
  const made: { config: RTCConfiguration; did: string[] }[] = [];
  const connection = (config: RTCConfiguration) => {
    const one = { config, did: [] as string[] };
    made.push(one);
    let description: { sdp: string } | null = null;
    const note = (what: string) => () => void one.did.push(what);
    return {
      addTransceiver: (kind: string) => {
        one.did.push(kind);
        let active = kind === "audio";
        const sender = {
          track: null,
          getParameters: () => ({ encodings: [{ active }] }),
          setParameters: ({ encodings }: RTCRtpSendParameters) => {
            active = encodings[0].active ?? true;
            if (active) one.did.push(`${kind} is active`);
            return Promise.resolve();
          },
          replaceTrack: (track: MediaStreamTrack | null) =>
            Promise.resolve(void one.did.push(`${kind} ${track === null ? "off" : "on"}`)),
        };
        return { sender, receiver: { track: { kind } } };
      },
      createDataChannel: () => ({ readyState: "connecting", close() {} }),
      setLocalDescription() {
        one.did.push("described");
        description = { sdp: "v=0" };
        return Promise.resolve();
      },
      setConfiguration: (next: RTCConfiguration) => void (one.config = next),
      close: note("closed"),
      signalingState: "stable",
      get localDescription() {
        return description;
      },
      connectionState: "new",
      sctp: null,
    } as unknown as RTCPeerConnection;
  };
  let servers: RTCIceServer[] = [];
  const ice = new IceServers({
    ask: () => Promise.resolve({ iceServers: servers, expiresAt: null }),
    clock: systemClock,
    random: systemRandom,
  });
  const factory = createRtcLinks({
    clock: systemClock,
    connection,
    certificate: {} as RTCCertificate,
    fingerprint: null,
    ice,
  });
  const nothing = () => {};
  const open = (options: Pick<LinkOptions, "role" | "relayOnly">) => {
    const link = factory.create({
      id: "0".repeat(16),
      ...options,
      listener: {
        signal: nothing,
        state: nothing,
        certificate: nothing,
        opened: nothing,
        refused: nothing,
        wayChanged: nothing,
        message: nothing,
        bytes: nothing,
        drained: nothing,
      },
    });
    link.start();
    return link;
  };
  const change = (next: RTCIceServer[]) => {
    servers = next;
    return ice.refresh();
  };
  return { made, factory, open, change };
}

Deno.test("what was made ready is dialled with once, and says nothing before", async () => {
  const { made, factory, open } = links();
  factory.makeReady();
  factory.makeReady();
  assert.deepEqual(made.map(({ did }) => did), [["audio", "video", "video", "audio"]]);
  const first = open({ role: "dialler" });
  await until("it is described", () => made[0].did.includes("described"));
  assert.equal(made[0].did.length, 5, "its lanes were there");
  const second = open({ role: "dialler" });
  assert.equal(made.length, 2);
  for (const link of [first, second]) link.close();
  factory.close();
  assert.deepEqual(made.map(({ did }) => did.filter((what) => what === "closed").length), [1, 1]);
});

Deno.test("neither an answer nor a dial by relays alone takes what was made ready, and it is closed in the end", () => {
  const { made, factory, open } = links();
  factory.makeReady();
  const others = [open({ role: "answerer" }), open({ role: "dialler", relayOnly: true })];
  assert.equal(made.length, 3);
  assert.deepEqual(made[0].did, ["audio", "video", "video", "audio"]);
  for (const link of others) link.close();
  factory.close();
  assert.equal(made[0].did.at(-1), "closed");
});

Deno.test("what was made ready has the newest relays", async () => {
  const { made, factory, change } = links();
  factory.makeReady();
  const relays = [{ urls: "turn:relay.example", username: "u", credential: "c" }];
  await change(relays);
  assert.deepEqual(made[0].config.iceServers, relays);
  factory.close();
});

Deno.test("a camera that is held, and put on as well, is not active before the proof", async () => {
  const { made, factory, open } = links();
  factory.makeReady();
  const link = open({ role: "dialler" });
  const camera = { kind: "video", getSettings: () => ({}) } as unknown as MediaStreamTrack;
  link.hold("camera", camera);
  await until("it is held", () => made[0].did.includes("video on"));
  await link.setTrack("camera", camera);
  await new Promise((resolve) => setTimeout(resolve, 0));
  assert.ok(!made[0].did.includes("video is active"), made[0].did.join());
  link.prove();
  await until("it is active", () => made[0].did.includes("video is active"));
  link.close();
  factory.close();
});
