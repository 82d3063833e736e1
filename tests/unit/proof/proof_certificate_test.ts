/** Certificate first: nothing goes over a connection that is not shown to be its owner's. */
import assert from "node:assert/strict";
import { systemClock, systemRandom } from "../../../lib/env/mod.ts";
import {
  type Channel,
  CHANNELS,
  createRtcLinks,
  IceServers,
  LANES,
  type Link,
  type LinkOptions,
} from "../../../lib/link/mod.ts";
import type { HostSetting, Room, Transport } from "../../../lib/mod.ts";
import { type Counterpart, mayExchange } from "../../../lib/room/mesh/may_exchange.ts";
import type { Signal } from "../../../lib/signal/mod.ts";
import {
  createHostKey,
  fingerprintOfCertificate,
  platformSigning,
  readKeptSigner,
  type Signer,
} from "../../../lib/trust/mod.ts";
import {
  aTrack,
  certificateOf,
  chatOf,
  claimHeard,
  type Client,
  clientOn,
  dealtWith,
  describing,
  idOf,
  mailOf,
  messages,
  names,
  outcomeOf,
  peerOf,
  refusedOf,
  type Stage,
  stageOf,
  together,
  withId,
} from "../../helpers/attack/attacker.ts";
import { until } from "../../helpers/until.ts";

const made = await createHostKey({ room: "r", password: "correct horse", random: systemRandom });
const HOST: HostSetting = { kind: "key", sealed: made.sealed };
const MALLORYS = "ab".repeat(32);
const LINK = "0123456789abcdef";

const offer = (certificate: string, link = LINK) =>
  ({ kind: "offer", link, sdp: describing(certificate) }) as const;

/** Two who compared their codes, in a room whose signals a broker can read and make up. */
async function compared() {
  const stage = await stageOf({ key: null });
  const [adas, bens] = [clientOn(stage.bus), clientOn(stage.bus)];
  const tracks = { microphone: aTrack(), camera: aTrack() };
  // His is the smaller id: it is Ben who dials.
  const [higher, lower] = [withId("f".repeat(32)), withId("1".repeat(32))];
  const ada = await stage.join("Ada", { transport: adas.transport, tracks, random: higher });
  const ben = await stage.join("Ben", { transport: bens.transport, tracks, random: lower });
  await together(ada, ben);
  for (const [room, name] of [[ada, "Ben"], [ben, "Ada"]] as const) {
    await until("a code", () => peerOf(room, name).trust.pair?.name === "code");
    room.compare(idOf(room, name), "match", certificateOf(room, name));
  }
  const [from, to] = [ben.state.self.id, ada.state.self.id];
  return { stage, ada, ben, adas, bens, from, to };
}

/** Nothing of Ada's connection to Ben is other than it was, and nothing was put on another. */
function isUntouched(ada: Room, adas: Client, links: number): void {
  const { link, trust } = peerOf(ada, "Ben");
  assert.deepEqual([link.name, trust.state.name], ["connected", "compared"]);
  assert.deepEqual(adas.links.slice(links).flatMap(({ put }) => put), []);
}

async function bring(
  { wrap }: Stage,
  client: Client,
  src: string,
  dst: string,
  signal: Signal,
): Promise<void> {
  const type =
    ({ offer: "OFFER", answer: "ANSWER", candidate: "CANDIDATE", bye: "LEAVE" } as const)[
      signal.kind
    ];
  client.bring({ type, src, dst }, await wrap({ type, src, dst }, signal));
}

Deno.test("a broker that offers to two who compared, in each other's names, gets nothing, and what they said of each other stays", async () => {
  const { stage, ada, ben, adas, bens } = await compared();
  const [adaId, benId] = [ada.state.self.id, ben.state.self.id];
  const mallory = await platformSigning.newSigner();
  const told: string[] = [];
  for (const room of [ada, ben]) {
    room.on("peer-left", ({ name }) => told.push(`${name} left`));
    room.on("certificate-changed", ({ name }) => told.push(`${name} changed`));
  }
  for (
    const [room, client, src, dst, other] of [
      [ada, adas, benId, adaId, "Ben"],
      [ben, bens, adaId, benId, "Ada"],
    ] as const
  ) {
    const before = client.links.length;
    const envelope = { type: "OFFER", src, dst } as const;
    const refused = await refusedOf(room, client, async () => {
      await bring(stage, client, src, dst, offer(MALLORYS));
      const signed = await stage.signed(mallory, envelope, offer(MALLORYS, "1".repeat(16)), 99);
      await bring(stage, client, src, dst, signed);
    });
    assert.equal(refused, 2);
    assert.equal(client.links.length, before, "no connection was even begun");
    const { link, trust } = peerOf(room, other);
    assert.deepEqual([link.name, trust.state.name], ["connected", "compared"]);
  }
  assert.deepEqual(told, []);
  await stage.close();
});

Deno.test("whoever dials in a member's name is refused, whatever of the member's own it names", async () => {
  const { stage, ada, ben, adas, from, to } = await compared();
  const before = adas.links.length;
  const genuine = certificateOf(ada, "Ben");
  const claim = peerOf(ada, "Ben");
  assert.equal(claim.member.id, from);
  const mallory = await platformSigning.newSigner();
  const envelope = { type: "OFFER", src: from, dst: to } as const;
  // The seat of Ben stands in what he signed before; its signature does not fit anything else.
  const [theirs] = await signalsOf(stage, adas, from, ["offer", "answer"]);
  assert.ok(theirs.by);
  const { seat, proof } = theirs.by;
  // Whoever found the key of his seat has not got his certificate by that.
  const bens = await readKeptSigner(JSON.parse(ben.keepSeat()).key);
  assert.ok(bens);
  const forgeries: Signal[] = [
    offer(MALLORYS, "1".repeat(16)),
    { ...offer(MALLORYS, "2".repeat(16)), by: { seat, n: 999, proof } },
    { ...offer(genuine, "3".repeat(16)), by: { seat, n: 999, proof } },
    await stage.signed(mallory, envelope, offer(MALLORYS, "4".repeat(16)), 999),
    await stage.signed(mallory, envelope, offer(genuine, "5".repeat(16)), 999),
    await stage.signed(bens, envelope, offer(MALLORYS, "6".repeat(16)), 999),
  ];
  for (const forged of forgeries) {
    const refused = await refusedOf(ada, adas, () => bring(stage, adas, from, to, forged));
    assert.equal(refused, 1);
    assert.equal(adas.links.length, before);
  }
  isUntouched(ada, adas, before);
  await stage.close();
});

/** The signals of these kinds that the broker brought to a client from one peer. */
async function signalsOf(
  stage: Stage,
  client: Client,
  src: string,
  kinds: readonly string[],
): Promise<(Signal & { kind: "offer" | "answer" })[]> {
  const all = await Promise.all(
    client.brought.filter(({ envelope }) => envelope.src === src)
      .map(({ envelope, payload }) => stage.unwrap(envelope, payload)),
  );
  return all.flatMap((signal) =>
    kinds.includes(signal.kind) && (signal.kind === "offer" || signal.kind === "answer")
      ? [signal]
      : []
  );
}

Deno.test("a member's own description of before, brought again, begins nothing", async () => {
  const { stage, ada, ben, adas, from, to } = await compared();
  // Two of his own, one after the other: the one before ends when they have gone over.
  for (let dialled = 0; dialled < 2; dialled++) {
    const began = adas.links.length;
    ben.redial(to);
    await until(
      "they went over to it",
      () =>
        adas.links.length > began &&
        adas.links.filter(({ link }) => link.state.name === "connected").length === 1,
    );
  }
  const count = adas.links.length;
  const own = await signalsOf(stage, adas, from, ["offer"]);
  assert.ok(own.length >= 2, "Ben's offers came over the broker");
  for (const old of own) {
    await refusedOf(ada, adas, () => bring(stage, adas, from, to, old));
    // The same, for a connection that is not there any more: its number is not signed for it.
    const moved = { ...old, link: "f".repeat(16) };
    const refused = await refusedOf(ada, adas, () => bring(stage, adas, from, to, moved));
    assert.equal(refused, 1);
  }
  assert.equal(adas.links.length, count);
  isUntouched(ada, adas, count);
  await stage.close();
});

Deno.test("a coordinator that answers in a member's name connects nobody to itself", async () => {
  const stage = await stageOf({ key: null });
  const [mallorys, cyds] = [clientOn(stage.bus), clientOn(stage.bus)];
  const mallory = await stage.join("Mallory", { transport: mallorys.transport });
  const tracks = { microphone: aTrack() };
  // Hers is the smaller id, so that Ben has never dialled her: what she says to him goes over Mallory.
  const random = withId("1".repeat(32));
  const cyd = await stage.join("Cyd", { transport: cyds.transport, tracks, random });
  const ben = await stage.join("Ben", { random: withId("f".repeat(32)) });
  await together(mallory, cyd, ben);
  const benId = ben.state.self.id;
  const count = cyds.links.length;
  // Signals between members go over the coordinator, who here passes none on.
  mallorys.alter((message) => message.t === "relay" ? null : message);
  cyd.redial(benId);
  const dial = await until(
    "the offer goes over Mallory",
    () => messages(mallorys.heard, "relay").find(({ dst }) => dst === benId),
  );
  const envelope = { type: "ANSWER", src: benId, dst: cyd.state.self.id } as const;
  const asked = await stage.unwrap({ ...envelope, type: "OFFER" }, dial.payload);
  const answer = { kind: "answer", link: asked.link, sdp: describing(MALLORYS) } as const;
  const signer = await platformSigning.newSigner();
  const forgeries = [answer, await stage.signed(signer, envelope, answer, 999)];
  for (const forged of forgeries) {
    const { refusedSignals } = cyd.state;
    mallorys.say("control", {
      t: "relay",
      ...envelope,
      payload: await stage.wrap(envelope, forged),
    });
    await until("it is refused", () => cyd.state.refusedSignals > refusedSignals);
  }
  assert.equal(peerOf(cyd, "Ben").link.name, "connected", "the connection that stands goes on");
  assert.deepEqual(cyds.links.slice(count).flatMap(({ put, taken }) => [...put, ...taken]), []);
  await stage.close();
});

Deno.test("a way for a proven connection that nobody signed, or another seat, is not looked at", async () => {
  const { stage, ada, adas, from, to } = await compared();
  const standing = adas.links.find(({ link }) => link.state.name === "connected");
  assert.ok(standing);
  const taken = standing.taken.length;
  const candidate = { candidate: "candidate:1 1 udp 1 192.0.2.1 1 typ host", sdpMid: "0" };
  const signal = {
    kind: "candidate",
    link: standing.link.id,
    candidate: { ...candidate, sdpMLineIndex: 0 },
  } as const;
  const mallory = await platformSigning.newSigner();
  const envelope = { type: "CANDIDATE", src: from, dst: to } as const;
  const signed = await stage.signed(mallory, envelope, signal, 999);
  const refused = await refusedOf(ada, adas, async () => {
    await bring(stage, adas, from, to, signal);
    await bring(stage, adas, from, to, signed);
  });
  assert.equal(
    refused,
    1,
    "the one that another seat signed; the other may be late, and is dropped",
  );
  assert.equal(standing.taken.length, taken);
  await stage.close();
});

Deno.test("a way that was named before a relayed connection was proven, and may have come too late, is named again, signed", async () => {
  const stage = await stageOf({ key: null });
  const candidate = {
    candidate: "candidate:1 1 udp 1 192.0.2.1 1 typ relay",
    sdpMid: "0",
    sdpMLineIndex: 0,
  };
  const bens: Transport = {
    async attach() {
      const { broker, links } = await stage.bus.attach();
      const create = (options: LinkOptions) => {
        const { id, listener } = options;
        const signal = (described: Signal) => {
          listener.signal(described);
          listener.signal({ kind: "candidate", link: id, candidate });
        };
        const made = links.create({ ...options, listener: { ...listener, signal } });
        return Object.defineProperty(made, "way", { value: "relayed" });
      };
      return { broker, links: { ...links, create } };
    },
  };
  const adas = clientOn(stage.bus);
  const ada = await stage.join("Ada", { transport: adas.transport });
  const ben = await stage.join("Ben", { transport: bens });
  await together(ada, ben);
  const taken = () => adas.links.flatMap(({ taken }) => taken);
  const named = () => taken().filter((signal) => signal.kind === "candidate");
  await until("it comes signed", () => named().length > 1);
  assert.deepEqual(named().map(({ candidate }) => candidate), [candidate, candidate]);
  const described = taken().find(({ kind }) => kind === "offer" || kind === "answer");
  assert.ok(described && described.kind !== "bye" && described.by);
  assert.deepEqual(named().map(({ by }) => by?.seat), [undefined, described.by.seat]);
  assert.equal(ada.state.refusedSignals, 0);
  await stage.close();
});

Deno.test("a goodbye by signal ends no connection that stands", async () => {
  const { stage, ada, ben, adas, from, to } = await compared();
  const count = adas.links.length;
  await refusedOf(ada, adas, async () => {
    for (const { link } of adas.links) {
      await bring(stage, adas, from, to, { kind: "bye", link: link.id });
    }
  });
  isUntouched(ada, adas, count);
  await dealtWith(ada, ben);
  await stage.close();
});

/** A hosted room in which Ben was, and that is locked; Mallory was removed, and knows his claim. */
async function lockedAfterBen() {
  const stage = await stageOf({ host: HOST });
  const mallorys = clientOn(stage.bus);
  const hal = await stage.join("Hal", { hostKey: made.key });
  const ada = await stage.join("Ada");
  const mallory = await stage.join("Mallory", { transport: mallorys.transport });
  const ben = await stage.join("Ben");
  await together(hal, ada, mallory, ben);
  const claim = claimHeard(mallorys, "Ben");
  await hal.host.remove(idOf(hal, "Mallory"));
  await hal.host.setLocked(true);
  await until(
    "Mallory is out",
    () => mallory.state.phase.name === "left" && names(ada) === "Ben,Hal",
  );
  hal.chat("now that Mallory is gone");
  await until("said", () => chatOf(ben).length === 1);
  await ben.leave({ back: true });
  await until("Ben went", () => names(hal) === "Ada" && names(ada) === "Hal");
  return { stage, hal, ada, claim };
}

Deno.test("a captured claim with its id opens no locked room: no welcome, no names, no chat", async () => {
  const { stage, hal, ada, claim } = await lockedAfterBen();
  const seen: string[] = [];
  for (const room of [hal, ada]) room.on("peer-joined", ({ name }) => seen.push(name));
  const eves = clientOn(stage.bus);
  const { seat, certificate, proof, id } = claim;
  eves.alter((message) =>
    message.t !== "hello"
      ? message
      : { ...message, hello: { ...message.hello, seat, certificate, proof, name: "Ben" } }
  );
  const giveUp = new AbortController();
  const { transport } = eves;
  const eve = outcomeOf(
    stage.join("Ben", { transport, random: withId(id), signal: giveUp.signal }),
  );
  await until("she said who she is", () => messages(eves.sent, "hello").length > 0);
  // Whoever asks after her was answered when she was.
  const dan = outcomeOf(stage.join("Dan"));
  await until("Dan is told", () => dan.code === "locked");
  assert.deepEqual(eves.heard, []);
  assert.deepEqual([eve.room, names(hal), names(ada), seen.join()], [null, "Ada", "Hal", ""]);
  giveUp.abort();
  await until("she gives up", () => eve.code === "aborted");
  await stage.close();
});

Deno.test("a captured claim in a sealed offer is told nothing, listed nowhere, dialled by nobody and put no track", async () => {
  const stage = await stageOf({ host: HOST });
  const [mallorys, cyds] = [clientOn(stage.bus), clientOn(stage.bus)];
  const hal = await stage.join("Hal", { hostKey: made.key });
  const mallory = await stage.join("Mallory", { transport: mallorys.transport });
  const ben = await stage.join("Ben", { random: withId("f".repeat(32)) });
  await together(hal, mallory, ben);
  const claim = claimHeard(mallorys, "Ben");
  await ben.leave({ back: true });
  await hal.host.remove(idOf(hal, "Mallory"));
  await until("alone", () => names(hal) === "");
  // Who coordinates now came after Ben went, and has never seen his id.
  const tracks = { microphone: aTrack(), camera: aTrack() };
  const cyd = await stage.join("Cyd", { transport: cyds.transport, tracks });
  const dora = await stage.join("Dora", { random: withId("1".repeat(32)) });
  await together(hal, cyd, dora);
  await hal.leave();
  await until(
    "Cyd coordinates",
    () => names(cyd) === "Dora" && names(dora) === "Cyd" && cyd.state.broker === "connected",
  );
  const count = cyds.links.length;
  const mail = await mailOf(stage, claim.id);
  const { seat, certificate, proof } = claim;
  assert.ok(certificate);
  const status = { microphone: false, camera: false, screen: false };
  const hello = { v: 1, name: "Ben", status, seat, certificate, proof } as const;
  const envelope = { type: "OFFER", src: claim.id, dst: stage.address } as const;
  const seatOfHers = await platformSigning.newSigner();
  const attempts: [string, Signer][] = [[MALLORYS, seatOfHers], [certificate, seatOfHers]];
  for (const [at, [described, signer]] of attempts.entries()) {
    const asks = { ...offer(described, String(at).repeat(16)), hello };
    await mail.send(stage.address, await stage.signed(signer, envelope, asks, at));
    await until(
      "it is answered as anybody's",
      () => mail.signals.filter(({ signal }) => signal.kind === "answer").length > at,
    );
  }
  await mail.send(stage.address, { ...offer(MALLORYS, "9".repeat(16)), hello });
  await dealtWith(dora, cyd);
  for (const { signal } of mail.signals) {
    assert.ok(signal.kind !== "offer", "nobody dials");
    if (signal.kind === "answer") assert.equal(signal.reply, undefined);
  }
  assert.deepEqual([names(cyd), names(dora)], ["Dora", "Cyd"]);
  assert.deepEqual(cyds.links.slice(count).flatMap(({ put }) => put), []);
  await stage.close();
});

Deno.test("in a room without a host, the id and claim of somebody who left make nobody that person", async () => {
  const stage = await stageOf();
  const mallorys = clientOn(stage.bus);
  const ada = await stage.join("Ada");
  const mallory = await stage.join("Mallory", { transport: mallorys.transport });
  const ben = await stage.join("Ben");
  await together(ada, mallory, ben);
  const { seat, certificate, proof, id } = claimHeard(mallorys, "Ben");
  await ben.leave({ back: true });
  await until("Ben went", () => names(ada) === "Mallory");
  const seen: string[] = [];
  for (const room of [ada, mallory]) room.on("peer-joined", ({ name }) => seen.push(name));
  const eves = clientOn(stage.bus);
  eves.alter((message) =>
    message.t !== "hello"
      ? message
      : { t: "hello", hello: { ...message.hello, seat, certificate, proof } }
  );
  const giveUp = new AbortController();
  const { transport } = eves;
  const eve = outcomeOf(
    stage.join("Ben", { transport, random: withId(id), signal: giveUp.signal }),
  );
  await until("she said who she is", () => messages(eves.sent, "hello").length > 0);
  const dan = await stage.join("Dan");
  await together(ada, mallory, dan);
  assert.deepEqual(eves.heard, []);
  assert.deepEqual([eve.room, seen.join()], [null, "Dan,Dan"]);
  giveUp.abort();
  await until("she gives up", () => eve.code === "aborted");
  await stage.close();
});

Deno.test("over a connection that is not proven nothing is exchanged, on no lane and no channel, in no direction", () => {
  const without = { theirs: [], ours: [] };
  const everything = [...LANES, ...Object.keys(CHANNELS) as Channel[]];
  const allowed = (counterpart: Partial<Counterpart>, way: "send" | "take") =>
    everything.filter((what) =>
      mayExchange(
        { proven: true, standing: "member", differs: false, without, ...counterpart },
        what,
        way,
      )
    );
  for (const way of ["send", "take"] as const) {
    assert.deepEqual(allowed({ proven: false }, way), []);
    assert.deepEqual(allowed({ proven: false, standing: "guest" }, way), []);
    assert.deepEqual(allowed({ standing: "guest" }, way), ["control"]);
    assert.deepEqual(allowed({}, way), everything);
  }
  assert.deepEqual(allowed({ differs: true }, "send"), ["control", "verify"]);
  assert.deepEqual(allowed({ differs: true }, "take"), everything);
  const silenced = { theirs: ["speak", "show"], ours: [] } as const;
  assert.deepEqual(allowed({ without: silenced }, "take"), Object.keys(CHANNELS));
  assert.deepEqual(allowed({ without: silenced }, "send"), everything);
});

// ---- the real link, over a connection that is written down

/** A connection of a browser's, as far as a link looks at it; tests say what its transport shows. */
function writtenDown() {
  const applied: string[] = [];
  const tracks = new Map<string, (MediaStreamTrack | null)[]>();
  const transport = {
    onstatechange: null as (() => void) | null,
    certificates: [] as ArrayBuffer[],
    getRemoteCertificates: () => transport.certificates,
  };
  const transceivers = ["audio", "video", "video", "audio"].map((kind, at) => {
    const put: (MediaStreamTrack | null)[] = [];
    tracks.set(LANES[at], put);
    const sender = {
      track: null as MediaStreamTrack | null,
      replaceTrack(track: MediaStreamTrack | null) {
        sender.track = track;
        put.push(track);
        return Promise.resolve();
      },
      getParameters: () => ({ encodings: [{}] }),
      setParameters: () => Promise.resolve(),
    };
    return { receiver: { track: { kind, id: kind } }, direction: "", sender };
  });
  const channels: { readyState: string; onopen?: () => void }[] = [];
  const pc = {
    signalingState: "stable",
    connectionState: "new",
    remoteDescription: null as { sdp: string } | null,
    currentRemoteDescription: null as { sdp: string } | null,
    localDescription: { sdp: "v=0\r\n" },
    sctp: { transport },
    onconnectionstatechange: null as (() => void) | null,
    getTransceivers: () => transceivers,
    createDataChannel() {
      const channel = { readyState: "connecting", bufferedAmount: 0, send() {}, close() {} };
      channels.push(channel);
      return channel;
    },
    setRemoteDescription({ sdp }: { sdp: string }) {
      applied.push(sdp);
      pc.remoteDescription = pc.currentRemoteDescription = { sdp };
      return Promise.resolve();
    },
    setLocalDescription: () => Promise.resolve(),
    addIceCandidate: () => Promise.resolve(),
    getStats: () => Promise.resolve(new Map()),
    setConfiguration() {},
    close() {},
  };
  return {
    pc: pc as unknown as RTCPeerConnection,
    applied,
    tracks,
    /** DTLS is over, with this certificate at the other end. */
    shook(der: Uint8Array<ArrayBuffer>) {
      transport.certificates = [der.buffer];
      transport.onstatechange?.();
    },
    /** DTLS begins again: no certificate yet. */
    begins() {
      transport.certificates = [];
      transport.onstatechange?.();
    },
    open() {
      for (const channel of channels) channel.readyState = "open";
      for (const channel of channels) channel.onopen?.();
    },
  };
}

function linkOver(pc: RTCPeerConnection) {
  const told: string[] = [];
  const links = createRtcLinks({
    clock: systemClock,
    connection: () => pc,
    certificate: {} as RTCCertificate,
    fingerprint: "0".repeat(64),
    ice: new IceServers({
      ask: () => Promise.resolve({ iceServers: [], expiresAt: null }),
      clock: systemClock,
      random: systemRandom,
    }),
  });
  const link = links.create({
    id: LINK,
    role: "answerer",
    listener: {
      signal: () => {},
      state: ({ name }) => told.push(name),
      certificate: (seen) => told.push(`certificate ${seen?.slice(0, 4)}`),
      opened: () => told.push("opened"),
      refused: () => told.push("refused"),
      wayChanged: () => {},
      message: () => {},
      bytes: () => {},
      drained: () => {},
    },
  });
  link.start();
  const close = () => {
    link.close();
    links.close();
  };
  return { link, told, close };
}

function standingOf({ state, proven }: Link) {
  return [state.name, proven];
}

const ONE = new Uint8Array([1]);
const OTHER = new Uint8Array([2]);

Deno.test("a later description with another certificate is refused by the link, offer or answer, and not applied", async () => {
  const { pc, applied } = writtenDown();
  const { link, told, close } = linkOver(pc);
  const [one, other] = [await fingerprintOfCertificate(ONE.buffer), "cd".repeat(32)];
  link.accept(offer(one));
  await until("the first is applied", () => applied.length === 1);
  link.accept(offer(other));
  // Two certificates in one description: the other end may have used either.
  link.accept({ ...offer(one), sdp: describing(one) + describing(other) });
  link.accept({ ...offer(one), sdp: "v=0\r\n" });
  link.accept(offer(one));
  await until("the last one is applied", () => applied.length === 2);
  assert.deepEqual(applied, [describing(one), describing(one)]);
  assert.deepEqual(told, ["refused", "refused", "refused"]);
  close();
});

Deno.test("DTLS that begins again on the same connection takes every track off it, until the certificate is proven anew", async () => {
  const browser = writtenDown();
  const { link, told, close } = linkOver(browser.pc);
  const track = aTrack();
  const one = await fingerprintOfCertificate(ONE.buffer);
  link.accept(offer(one));
  await until("applied", () => browser.applied.length === 1);
  await link.setTrack("microphone", track);
  browser.shook(ONE);
  await until("it was read", () => told.includes(`certificate ${one.slice(0, 4)}`));
  browser.open();
  assert.deepEqual(standingOf(link), ["checking", false]);
  assert.deepEqual(browser.tracks.get("microphone"), [], "no track before the proof");
  link.prove();
  assert.deepEqual(standingOf(link), ["connected", true]);
  assert.deepEqual(browser.tracks.get("microphone"), [track]);
  browser.begins();
  assert.deepEqual(standingOf(link), ["checking", false]);
  assert.deepEqual(browser.tracks.get("microphone"), [track, null]);
  const other = await fingerprintOfCertificate(OTHER.buffer);
  browser.shook(OTHER);
  await until("the other one was read", () => told.includes(`certificate ${other.slice(0, 4)}`));
  await link.setTrack("microphone", track);
  assert.deepEqual(standingOf(link), ["checking", false]);
  assert.deepEqual(browser.tracks.get("microphone"), [track, null]);
  close();
});

Deno.test("another certificate that is there at once, without DTLS being seen to begin, takes the proof away as well", async () => {
  const browser = writtenDown();
  const { link, told, close } = linkOver(browser.pc);
  link.accept(offer(await fingerprintOfCertificate(ONE.buffer)));
  await until("applied", () => browser.applied.length === 1);
  browser.shook(ONE);
  await until("it was read", () => told.some((one) => one.startsWith("certificate")));
  browser.open();
  link.prove();
  browser.shook(OTHER);
  assert.deepEqual(standingOf(link), ["checking", false]);
  close();
});
