import type { JoinErrorCode } from "../lib/mod.ts";

/** Why a microphone, camera or screen can't be used. */
export type DeviceErrorCode =
  | "denied"
  | "missing"
  | "busy"
  | "insecure"
  | "unplugged"
  | "unknown";

/** Every reason for which a call does not start, or ends. */
export type CallErrorCode = JoinErrorCode | "insecure" | "dropped" | "unknown";

/** What went wrong, in words for the person it happened to, with what to do about it. */
export interface Problem {
  readonly code: CallErrorCode | DeviceErrorCode;
  readonly title: string;
  readonly text: string;
  /** False when trying again on this page can't help. */
  readonly retry: boolean;
}

const CALL: Record<CallErrorCode, Omit<Problem, "code">> = {
  "bad-room": {
    title: "This link has no usable room name",
    text: "Ask for the link again, or start a new room from the home page.",
    retry: false,
  },
  "bad-key": {
    title: "This link is incomplete",
    text: "The part after # looks cut off or changed. Ask for the link again and copy all of it.",
    retry: false,
  },
  "bad-name": {
    title: "This name can't be shown",
    text: "Type a name of 1 to 40 characters.",
    retry: true,
  },
  unsupported: {
    title: "This browser can't make calls",
    text:
      "It lacks WebRTC, or has it turned off. Open the link in an up-to-date Firefox, Chrome, Edge or Safari.",
    retry: false,
  },
  insecure: {
    title: "This address isn't safe enough for a call",
    text: "Browsers allow calls over https only. Open the same link with https:// at the start.",
    retry: false,
  },
  "broker-unreachable": {
    title: "No way to reach the others just now",
    text:
      "The server that introduces people doesn't answer. Check your connection, then try again. A company network or VPN may be blocking it.",
    retry: true,
  },
  "broker-refused": {
    title: "The server turned us away",
    text: "It may be busy, or you have the room open in many tabs. Wait a moment, then try again.",
    retry: true,
  },
  "no-answer": {
    title: "Nobody in the room answered",
    text:
      "Somebody is there, but a connection to them couldn't be made. Try again; if it stays like this, check that this device's clock is right, or try another network.",
    retry: true,
  },
  tampered: {
    title: "The introduction was tampered with",
    text:
      "Something between you and the room changes or forges the messages that would connect you. They were refused, and you're connected to nobody. Try another network; if it stays like this, tell the others in some other way.",
    retry: true,
  },
  "room-full": {
    title: "This room is full",
    text: "Try again when somebody has left.",
    retry: true,
  },
  refused: {
    title: "You weren't let in",
    text: "The room doesn't take you just now. Ask the person who invited you.",
    retry: true,
  },
  aborted: {
    title: "You stopped joining",
    text: "Join again whenever you like.",
    retry: true,
  },
  dropped: {
    title: "The call ended here",
    text: "Your connection to the room was lost. The others may still be in it: join again.",
    retry: true,
  },
  unknown: {
    title: "Something went wrong",
    text: "Joining didn't work, and we don't know why. Reload the page and try again.",
    retry: true,
  },
};

/** The device, as a word in a sentence. */
type Device = "microphone" | "camera" | "screen";

const DEVICE: Record<DeviceErrorCode, (device: Device) => Omit<Problem, "code">> = {
  denied: (device) => ({
    title: `Your browser keeps the ${device} from us`,
    text: device === "screen"
      ? "Allow this browser to record the screen in your system's settings, then try again."
      : `Allow the ${device} for this site by the icon beside the address, then turn it on again. The call works without it.`,
    retry: true,
  }),
  missing: (device) => ({
    title: `No ${device} found`,
    text: `Plug one in, then turn it on again. The call works without it.`,
    retry: true,
  }),
  busy: (device) => ({
    title: `The ${device} is busy`,
    text:
      `Another app or tab seems to be using it. Close that one, then turn it on again. The call works without it.`,
    retry: true,
  }),
  insecure: (device) => ({
    title: `No ${device} over an open address`,
    text: `Browsers give the ${device} to https addresses only. The call works without it.`,
    retry: false,
  }),
  unplugged: (device) => ({
    title: `The ${device} went away`,
    text:
      `It was unplugged, or another app took it. The call goes on; turn it on again when it's back.`,
    retry: true,
  }),
  unknown: (device) => ({
    title: `The ${device} didn't start`,
    text: "Try again, or choose another one. The call works without it.",
    retry: true,
  }),
};

/** Says a join's or a call's error code in words. */
export function callProblem(code: CallErrorCode): Problem {
  return { code, ...CALL[code] };
}

/** Says a device's error code in words. */
export function deviceProblem(code: DeviceErrorCode, device: Device): Problem {
  return { code, ...DEVICE[code](device) };
}

// The DOMException names of getUserMedia and getDisplayMedia (Media Capture and Streams, 10.2).
const BY_NAME: Readonly<Record<string, DeviceErrorCode>> = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "busy",
  AbortError: "busy",
  NoDevices: "insecure",
};

/** Which of our codes an error thrown by getUserMedia or getDisplayMedia is. */
export function deviceErrorCode(error: unknown): DeviceErrorCode {
  return error instanceof Error ? BY_NAME[error.name] ?? "unknown" : "unknown";
}
