/** The panel that passes the room's link on. */
export const invite = {
  title: "Invite",
  sealed:
    "Whoever has this link can join. The part after # is the room's key: pass it on only to people you want here.",
  open: "Whoever knows this room's name can join: the link has no key.",
  link: "Link",
  copy: "Copy link",
  copied: "Copied",
  copyFailed: "Copying isn't allowed here. Select the link and copy it by hand.",
  share: "Share",
  qr: "QR code of the link",
  qrHint: "Or let a phone read this code.",
  qrFailed:
    "The QR code can't be drawn: a part of this page could not be fetched. Close this and open it again in a moment.",
} as const;
