/** The call: its stage, its buttons, what happens in it. */
export const call = {
  stage: "Call",
  controls: "Call controls",
  mute: "Mute",
  unmute: "Unmute",
  cameraOn: "Turn the camera on",
  cameraOff: "Turn the camera off",
  share: "Share your screen",
  stopSharing: "Stop sharing your screen",
  invite: "Invite somebody",
  leave: "Leave the call",
  close: "Close {what}",

  you: "You",
  yourScreen: "Your screen",
  screenOf: "{name}: screen",
  muted: "Muted:",
  connecting: "Connecting…",
  reconnecting: "Reconnecting…",
  reconnectingFor: "Reconnecting, {seconds} s",
  noConnection: "No connection. Another network may help.",
  noNewcomers: "No way in for newcomers just now. The call itself is not affected.",
  hear: "Tap to hear the others",

  alone: "You're the only one here",
  sendLink: "Send this link to the people you want to talk to.",
  moreWays: "More ways",
  copyFailedMore: 'Copying isn\'t allowed here. "More ways" has the link to select, and a QR code.',

  closeMessage: "Close this message",
  joined: "{name} joined",
  left: "{name} left",
  certificateChanged: {
    title: "{name} needs to be verified again",
    text: "Their connection has changed.",
  },
  introductionRefused: {
    title: "An introduction was refused",
    text:
      "It was not sealed with this room's key, it was altered or sent twice, or a clock is wrong by minutes. It was not used.",
  },

  address: {
    hide: "Hide my network address",
    show: "Show my network address",
    hidden: "Address hidden",
    hiddenMeans: "The others can't see your network address. Everything goes through a relay.",
    hiddenNow: {
      title: "Your address is hidden from now on",
      text: "Who was connected to you before may have seen it.",
    },
    noRelay: {
      title: "Your address can't be hidden here",
      text:
        "That needs a relay, and there is none here, or it doesn't answer just now. The others can still see it.",
    },
  },
  relayed: "Over a relay:",
  relayedMeans: "Connected over a relay, which passes on what it can't read",
  mutedYou: {
    title: "{name} muted you",
    text: "They host this call. Turn your microphone on again when it is your turn.",
  },
  letIn: "The host let you in",
  host: "Host",
  hostControls: "Host's controls",
  hostControlsWaiting: {
    one: "Host's controls, {count} person waits",
    other: "Host's controls, {count} people wait",
  },
  iAmHost: "I am the host",
  hostNotFetched:
    "The host's controls can't be shown: a part of this page could not be fetched. Close this and open it again in a moment.",

  compareCodes: "Compare codes",
  shield: {
    alone: "Nobody to compare with",
    compared: "Everyone compared",
    sealed: "Not compared yet",
    connecting: "Connecting",
    unsealed: "Introduction not sealed",
    "could-not-verify": "Could not verify",
    changed: "Verify again",
    differ: "Codes differ",
  },
  mark: {
    compared: "Compared:",
    changed: "Verify again:",
    differ: "Codes differ:",
  },
  moment: "One moment…",
  partNotFetched:
    "A part of this page could not be fetched. Close this and open it again in a moment.",
  codesNotFetched:
    "The codes can't be shown: a part of this page could not be fetched. Close this and open it again in a moment.",
} as const;
