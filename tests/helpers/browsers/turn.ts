import type { Page } from "puppeteer-core";

/** What a browser makes of a set of ICE servers when it may use relays alone. */
export interface Outcome {
  readonly candidates: number;
  /** Codes of `icecandidateerror`. */
  readonly errors: readonly number[];
}

/** Lets a page gather candidates through one server, with relays alone. */
export function gather(page: Page, server: RTCIceServer): Promise<Outcome> {
  return page.evaluate(async (server) => {
    const pc = new RTCPeerConnection({ iceServers: [server], iceTransportPolicy: "relay" });
    const errors: number[] = [];
    let candidates = 0;
    pc.onicecandidateerror = ({ errorCode }) => errors.push(errorCode);
    pc.createDataChannel("c");
    await new Promise<void>((resolve) => {
      pc.onicecandidate = ({ candidate }) => {
        if (candidate === null) resolve();
        else if (candidate.candidate !== "") candidates++;
      };
      pc.setLocalDescription();
    });
    pc.close();
    return { candidates, errors };
  }, server);
}
