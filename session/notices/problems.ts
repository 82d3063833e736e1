import type { JoinErrorCode } from "../../lib/mod.ts";
import { problemsTexts } from "../../texts/problems.ts";

/** Why a microphone, camera or screen can't be used. */
export type DeviceErrorCode =
  | "denied"
  | "missing"
  | "busy"
  | "insecure"
  | "unplugged"
  | "interrupted"
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

/** What can't be mended by trying again on the same page. */
const FINAL: ReadonlySet<CallErrorCode | DeviceErrorCode> = new Set(
  ["bad-room", "bad-key", "bad-settings", "unsupported", "insecure", "removed"],
);

/** Says a join's or a call's error code in words. */
export function callProblem(code: CallErrorCode): Problem {
  return { code, ...problemsTexts().call[code], retry: !FINAL.has(code) };
}

/** Says a device's error code in words. */
export function deviceProblem(
  code: DeviceErrorCode,
  device: "microphone" | "camera" | "screen",
): Problem {
  return { code, ...problemsTexts()[device][code], retry: !FINAL.has(code) };
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
