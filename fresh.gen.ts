// Made by the build (tools/fresh_gen.ts): do not edit.
export * from "./islands/Home.tsx";
export * from "./islands/LanguageMenu.tsx";
export * from "./islands/Room.tsx";
export * from "./islands/TryAgain.tsx";
export * from "./islands/call/Controls.tsx";
export * from "./islands/call/InCall.tsx";
export * from "./islands/call/InvitePanel.tsx";
export * from "./islands/call/MoreMenu.tsx";
export * from "./islands/call/PipWindow.tsx";
export * from "./islands/call/SettingsPanel.tsx";
export * from "./islands/call/ShortcutsPanel.tsx";
export * from "./islands/call/Stage.tsx";
export * from "./islands/chat/ChatContent.tsx";
export * from "./islands/chat/ChatPanel.tsx";
export * from "./islands/home/CreateRoom.tsx";
export * from "./islands/home/HostPassword.tsx";
export * from "./islands/host/HostActions.tsx";
export * from "./islands/host/HostPanel.tsx";
export * from "./islands/host/HostPart.tsx";
export * from "./islands/host/Lobby.tsx";
export * from "./islands/joining/HostDoor.tsx";
export * from "./islands/joining/HostSignIn.tsx";
export * from "./islands/joining/PreJoin.tsx";
export * from "./islands/people/PeoplePanel.tsx";
export * from "./islands/screen/ScreenOverlay.tsx";
export * from "./islands/screen/SharedScreen.tsx";
export * from "./islands/verify/VerifyContent.tsx";
export * from "./islands/verify/VerifyPanel.tsx";

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
