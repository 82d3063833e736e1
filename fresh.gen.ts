// Made by the build (tools/fresh_gen.ts): do not edit.
export * from "./islands/Call.tsx";
export * from "./islands/CallStage.tsx";
export * from "./islands/Chat.tsx";
export * from "./islands/Controls.tsx";
export * from "./islands/InvitePanel.tsx";
export * from "./islands/OpenRoom.tsx";
export * from "./islands/PreJoin.tsx";
export * from "./islands/VerifyContent.tsx";
export * from "./islands/VerifyPanel.tsx";

/** Every route that this site answers, as URL patterns. */
export const routes = [
  "/api/health",
  "/api/turn",
  "/docs/:name",
  "/docs",
  "/",
  "/metrics",
  "/open",
  "/peerjs/:key/id",
  "/peerjs/:key/peers",
  "/peerjs",
  "/peerjs/peerjs",
  "/r/:room",
  "/security",
  "/signal",
  "/threat-model"
] as const;
