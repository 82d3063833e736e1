/** A room's page before the call. */
export const prejoin = {
  noSuchRoom: "No such room",
  needsScript:
    "A call needs JavaScript: your browser connects to the others by it. Turn it on for this site and reload the page.",
  takesLong:
    "This is taking long. If nothing changes, reload the page; a browser from before 2022 may be too old for calls.",
  notAName: "This isn't a room's name",
  whatAName:
    "A name has 1 to {max} letters from a to z, digits and hyphens. Ask for the link again, or start a room of your own.",
  toHome: "To the home page",

  left: "You left",
  about: "You're about to join",
  yourName: "Your name",
  whatOthersSee: "What the others see",
  nameMissing: "Type a name first.",
  nameHint: "No account. The others see this name, and this device remembers it.",
  note: "A line for the host (not needed)",
  noteHint: "The host may have to let you in, and sees your name and this line.",
  waiting: "Waiting for the host to let you in",
  waitingHint: "You'll join automatically. No one can see or hear you yet.",
  hostAway: "The host isn't here yet",
  hostAwayHint:
    "You'll join automatically when they arrive, or ask them to let you in. No one can see or hear you.",
  waitingShort: "Waiting…",
  stopWaiting: "Leave",
  join: "Join the call",
  joining: "Joining…",
  joinAgain: "Join again",
  tryAgain: "Try again",
  cancel: "Cancel",

  callNotFetched: {
    title: "The call can't be shown yet",
    text:
      "A part of this page could not be fetched. We keep trying. You are in the call meanwhile, with microphone and camera as you left them.",
  },

  hideAddress: "Hide my network address",
  hideAddressHint:
    "The others then don't learn where you are on the internet. Everything goes through a relay, which takes a little longer.",
  hideAddressFails:
    "That needs a relay, and there is none here, or it doesn't answer just now. You can't join like this: turn it off, or try again later.",

  microphone: "Microphone",
  camera: "Camera",
  both: "Microphone and camera",
  yourCamera: "Your camera",
  microphoneOn: "Turn the microphone on",
  microphoneOff: "Turn the microphone off",
  cameraIsOff: "Your camera is off",
  mayAsk: "Your browser may ask you to allow the camera",

  seal: {
    unknown: "Sound and picture go between your browsers, encrypted. There is nothing to install.",
    sealed:
      "This link holds a key that is never sent to the server. The server that introduces you can't read the introduction, or change it unnoticed.",
    open:
      "This link has no key: whoever knows the room's name can come in. The introduction is not sealed, so compare codes.",
  },
} as const;
