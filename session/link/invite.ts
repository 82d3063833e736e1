import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Clock } from "../../lib/mod.ts";
import { encodeQr, type QrModules } from "./qr_code.ts";

const COPIED_MS = 2500;

/** Inviting somebody: the link, as text, as a share and as a QR code. */
export interface Invite {
  readonly link: ReadonlySignal<string>;
  /** How the last copy went, for a moment. */
  readonly copied: ReadonlySignal<"no" | "yes" | "failed">;
  readonly canShare: boolean;
  /** "waiting" until `drawQr` has drawn it; "failed" until it is asked again. */
  readonly qr: ReadonlySignal<QrModules | "waiting" | "failed">;
  copy(): Promise<void>;
  share(): Promise<void>;
  drawQr(): Promise<void>;
}

/** Makes the invitation to `link`. */
export function createInvite(
  link: ReadonlySignal<string>,
  clock: Clock,
  copyText: ((text: string) => Promise<void>) | null,
  share: ((data: ShareData) => Promise<void>) | null,
): Invite {
  const copied = signal<"no" | "yes" | "failed">("no");
  const qr = signal<QrModules | "waiting" | "failed">("waiting");
  let drawn = "";
  let forget = () => {};
  return {
    link,
    copied: computed(() => copied.value),
    canShare: share !== null,
    qr: computed(() => qr.value),
    async copy() {
      try {
        if (copyText === null) throw new TypeError("no clipboard here");
        await copyText(link.value);
        copied.value = "yes";
      } catch {
        // No clipboard, or forbidden: the view says so and the link stands there to be selected.
        copied.value = "failed";
      }
      forget();
      forget = clock.after(COPIED_MS, () => copied.value = "no");
    },
    async share() {
      try {
        await share?.({ title: "Kibitz", url: link.value });
      } catch {
        // AbortError: the person closed the system's sheet. Others: the link is still there to copy.
      }
    },
    async drawQr() {
      if (drawn === link.value) return;
      drawn = link.value;
      try {
        qr.value = await encodeQr(drawn);
      } catch {
        // TypeError: the encoder can't be fetched, since the server is away. The view says so, and
        // opening the panel again tries again.
        drawn = "";
        qr.value = "failed";
      }
    },
  };
}
