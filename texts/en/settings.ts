/** The panel with the devices of a call, and how one is shown. */
export const settings = {
  title: "Settings",
  devices: "Devices",
  microphone: "Microphone",
  camera: "Camera",
  speaker: "Speaker",
  level: "How loud your microphone is",
  levelOff: "Turn the microphone on to see here how loud it is, and to choose among all of them.",
  treatment: "Your sound",
  echoCancellation: {
    label: "Echo cancellation",
    hint: "Keeps what comes out of your speaker out of your microphone.",
  },
  noiseSuppression: {
    label: "Noise suppression",
    hint: "Quietens fans, traffic and keys. Turn it off for music.",
  },
  autoGainControl: {
    label: "Even loudness",
    hint: "Makes a low voice louder and a loud one lower.",
  },
  avatar: "Your picture without a camera",
  initials: "Initials",
  avatarHint: "An emoji stands before your name, where everybody sees it.",
} as const;
