/** The room page's one store: what a call's views show and what they can do. */
export type { Seal } from "./arrival.ts";
export type { Addressee, ChatLineView } from "./chat.ts";
export type { DeviceOption } from "./devices.ts";
export type { KibitzHandle } from "./handle.ts";
export type { Panel } from "./in_call.ts";
export type { Input, InputState } from "./input.ts";
export type { Rect } from "./layout.ts";
export { initials, NAME_MAX } from "./names.ts";
export type { Notice } from "./notices.ts";
export { SessionProvider, useSession } from "./context.ts";
export { createPageSession, startPage } from "./page.ts";
export type { SessionPhase, Waiting } from "./phase.ts";
export type { Problem } from "./problems.ts";
export type { QrModules } from "./qr.ts";
export type { Sound, Stage, TileLink, TileView } from "./tiles.ts";
