/** A description in its parts: what comes before the first media section, and each of those. */
interface Sections {
  readonly session: string;
  readonly media: readonly string[];
}

const isForChannels = (section: string) => section.startsWith("m=application ");

function sectionsOf(sdp: string): Sections {
  const [session, ...media] = sdp.split(/^(?=m=)/m);
  return { session, media };
}

/** The same description with its data channels rejected: what is applied so keeps SCTP silent. */
export function withoutChannels(sdp: string): string {
  const { session, media } = sectionsOf(sdp);
  const mid = /^a=mid:(\S+)/m.exec(media.find(isForChannels) ?? "")?.[1];
  // A rejected section is in no bundle (RFC 8843, section 7.3.3).
  const bundle = session.replace(
    /^a=group:BUNDLE (.*?)(\r?)$/m,
    (_, mids: string, end: string) =>
      `a=group:BUNDLE ${mids.split(" ").filter((one) => one !== mid).join(" ")}${end}`,
  );
  const rejected = media.map((section) =>
    isForChannels(section) ? section.replace(/^m=application \d+/, "m=application 0") : section
  );
  return bundle + rejected.join("");
}

/** A description whose data channels were rejected, as if they had not been: `whole` says how. */
export function withChannelsOf(sdp: string, whole: string): string {
  const { media } = sectionsOf(sdp);
  const original = sectionsOf(whole);
  const bundle = /^a=group:BUNDLE .*$/m.exec(original.session)?.[0] ?? "";
  const channels = original.media.find(isForChannels) ?? "";
  const session = sectionsOf(sdp).session.replace(/^a=group:BUNDLE .*$/m, () => bundle);
  return session + media.map((one) => isForChannels(one) ? channels : one).join("");
}

/** The same description under another certificate: `fingerprint` has 64 hex digits. */
export function withFingerprint(sdp: string, fingerprint: string): string {
  const pairs = fingerprint.toUpperCase().match(/../g)?.join(":") ?? "";
  return sdp.replace(/^a=fingerprint:.*?(\r?)$/gm, `a=fingerprint:sha-256 ${pairs}$1`);
}
