import { readWay } from "./diagnostics.ts";
import { type PairEnd, type Way, wayBetween } from "./selected_path.ts";

/** `RTCIceTransport.getSelectedCandidatePair` (W3C WebRTC, section 5.6), which not every browser has. */
type ShowsPair = RTCIceTransport & {
  getSelectedCandidatePair?: () => { local?: PairEnd; remote?: PairEnd } | null;
};

/** Keeps sight of the way that a connection goes. */
export class SelectedPathWatch {
  #way: Way | null = null;
  #ownRelay = false;
  #stopped = false;

  constructor(readonly pc: RTCPeerConnection, readonly changed: () => void) {}

  get way(): Way | null {
    return this.#way;
  }

  /** Whether a relay at our own end carries it. */
  get ownRelay(): boolean {
    return this.#ownRelay;
  }

  /** Looks which way it is now: from when the connection stands, and whenever that may have changed. */
  checkNow(): void {
    const transport = this.pc.sctp?.transport?.iceTransport as ShowsPair | undefined;
    if (this.#stopped || transport === undefined) return;
    transport.onselectedcandidatepairchange = () => this.checkNow();
    const { local, remote } = transport.getSelectedCandidatePair?.() ?? {};
    // Chromium goes on calling an end reflexive here that a signal has named since; its statistics don't.
    if (local !== undefined && remote !== undefined && remote.type !== "prflx") {
      return this.found(wayBetween(local, remote, this.#remoteSdp), local.type === "relay");
    }
    this.#ask().catch(() => {
      // The connection closed before it answered: there is no way to tell of any more.
    });
  }

  /** Takes in what was learned elsewhere. */
  found(way: Way, ownRelay: boolean): void {
    if (this.#stopped) return;
    this.#ownRelay = ownRelay;
    if (way === this.#way) return;
    this.#way = way;
    this.changed();
  }

  stop(): void {
    this.#stopped = true;
    const transport = this.pc.sctp?.transport?.iceTransport;
    if (transport) transport.onselectedcandidatepairchange = null;
  }

  async #ask(): Promise<void> {
    const found = readWay(await this.pc.getStats(), this.#remoteSdp);
    if (found !== null) this.found(found.way, found.ownRelay);
  }

  get #remoteSdp(): string {
    return this.pc.remoteDescription?.sdp ?? "";
  }
}
