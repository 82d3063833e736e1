import { systemClock, systemRandom } from "../../../lib/env/mod.ts";
import { createRtcLinks, type Link, type LinkOptions } from "../../../lib/link/mod.ts";
import { IceServers } from "../../../lib/link/ice_servers.ts";
import type { Signal } from "../../../lib/signal/mod.ts";

/** What the page in which this runs offers to its test. */
export interface LostOfferPage {
  /**
   * Two real links to each other; the dialler's first restart is lost on its way. Answers with how
   * many offers were made until the second restart got through.
   */
  restartTwice(): Promise<number>;
}

/** Resolves when `condition` holds; looks every few milliseconds. */
function when(condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => condition() ? resolve() : void setTimeout(look, 10);
    look();
  });
}

async function restartTwice(): Promise<number> {
  const ice = new IceServers({
    ask: () => Promise.resolve({ iceServers: [], expiresAt: null }),
    clock: systemClock,
    random: systemRandom,
  });
  const certificate = await RTCPeerConnection.generateCertificate(
    { name: "ECDSA", namedCurve: "P-256" } as AlgorithmIdentifier,
  );
  const made: RTCPeerConnection[] = [];
  const links = createRtcLinks({
    clock: systemClock,
    connection: (config) => {
      const pc = new RTCPeerConnection(config);
      made.push(pc);
      return pc;
    },
    certificate,
    fingerprint: null,
    ice,
  });
  let offers = 0;
  let losing = false;
  const ends: Link[] = [];
  const end = (role: LinkOptions["role"], other: number) =>
    links.create({
      id: "0123456789abcdef",
      role,
      listener: {
        signal: (signal: Signal) => {
          if (signal.kind === "offer") offers++;
          if (!losing) ends[other].accept(signal);
        },
        state: () => {},
        wayChanged: () => {},
        certificate: () => ends[1 - other].prove(),
        opened: () => {},
        refused: () => {},
        message: () => {},
        bytes: () => {},
        drained: () => {},
      },
    });
  ends.push(end("dialler", 1), end("answerer", 0));
  for (const link of ends) link.start();
  await when(() => ends.every((link) => link.ready));

  const [dialling] = made;
  losing = true;
  ends[0].restart();
  await when(() => offers === 2 && dialling.signalingState === "have-local-offer");
  losing = false;
  const before = dialling.currentRemoteDescription?.sdp;
  ends[0].restart();
  await when(() =>
    dialling.signalingState === "stable" && dialling.currentRemoteDescription?.sdp !== before
  );
  for (const link of ends) link.close();
  ice.close();
  return offers;
}

(globalThis as unknown as LostOfferPage).restartTwice = restartTwice;
