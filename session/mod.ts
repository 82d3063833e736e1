/** The room page's one store: what a call's views show and what they can do. */
export type { Seal } from "./joining/arrival.ts";
export type { Addressee, ChatLineView } from "./chat/chat.ts";
export type { DeviceOption } from "./devices/devices.ts";
export type { KibitzHandle } from "./page/window_handle.ts";
export type { Panel } from "./in_call.ts";
export type { Input, InputState } from "./devices/input.ts";
export type { Rect } from "./stage/layout.ts";
export { initials, NAME_MAX } from "./names.ts";
export type { Notice } from "./notices/notices.ts";
export { SessionProvider, useSession } from "./context.ts";
export { createEmbeddedSession, createPageSession, startPage } from "./page/page.ts";
export type { SessionPhase, Waiting } from "./joining/phase.ts";
export type { Problem } from "./notices/problems.ts";
export type { QrModules } from "./link/qr_code.ts";
export type { Sound, Stage, TileLink, TileView } from "./stage/tiles.ts";
