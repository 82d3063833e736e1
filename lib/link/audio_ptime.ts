import type { SoundFrame } from "./quality.ts";

/**
 * A remote description that asks us to send sound in frames of `frame` milliseconds (RFC 8866,
 * section 6.4), and next to nothing while it is silent (`usedtx`, RFC 7587, section 7). It concerns
 * the first lane of sound alone, the microphone's: music of a shared screen is left as it is.
 */
export function withPtime(sdp: string, frame: SoundFrame): string {
  const sections = sdp.split(/^(?=m=)/m);
  const at = sections.findIndex((section) => section.startsWith("m=audio "));
  const opus = /^a=rtpmap:(\d+) opus\/48000/m.exec(sections[at] ?? "")?.[1];
  if (opus === undefined) return sdp;
  const bare = sections[at].replace(/^a=ptime:.*\r?\n/gm, "");
  const silent = bare.replace(
    new RegExp(`^(a=fmtp:${opus} )(?!.*usedtx)`, "m"),
    "$1usedtx=1;",
  );
  return [...sections.slice(0, at), `${silent}a=ptime:${frame}\r\n`, ...sections.slice(at + 1)]
    .join("");
}
