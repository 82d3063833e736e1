// Made by the build (tools/fresh_gen.ts): do not edit.
export * from "./islands/Call.tsx";
export * from "./islands/CallStage.tsx";
export * from "./islands/Chat.tsx";
export * from "./islands/ChatContent.tsx";
export * from "./islands/Controls.tsx";
export * from "./islands/CreateRoom.tsx";
export * from "./islands/HostActions.tsx";
export * from "./islands/HostDoor.tsx";
export * from "./islands/HostDoorForm.tsx";
export * from "./islands/HostPanel.tsx";
export * from "./islands/HostPart.tsx";
export * from "./islands/HostPassword.tsx";
export * from "./islands/InCall.tsx";
export * from "./islands/InvitePanel.tsx";
export * from "./islands/KeysPanel.tsx";
export * from "./islands/LanguageMenu.tsx";
export * from "./islands/Lobby.tsx";
export * from "./islands/MoreMenu.tsx";
export * from "./islands/OpenRoom.tsx";
export * from "./islands/People.tsx";
export * from "./islands/PipWindow.tsx";
export * from "./islands/PreJoin.tsx";
export * from "./islands/SettingsPanel.tsx";
export * from "./islands/SharedScreen.tsx";
export * from "./islands/SharedScreenView.tsx";
export * from "./islands/TryAgain.tsx";
export * from "./islands/VerifyContent.tsx";
export * from "./islands/VerifyPanel.tsx";

/** Every route that this site answers, as URL patterns. */
export const routes = [
  "/api/health",
  "/api/turn",
  "/docs/:name",
  "/docs",
  "/",
  "/manifest.webmanifest",
  "/metrics",
  "/offline",
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
