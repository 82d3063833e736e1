/** The sheet with the keys of a call. */
export const keys = {
  title: "Keys",
  how: "They work in a call while you don't write, and never together with Ctrl, Alt or Cmd.",
  actions: {
    microphone: "Microphone on and off",
    camera: "Camera on and off",
    talk: "Hold to talk",
    screen: "Share your screen, or stop",
    chat: "Chat",
    people: "People",
    fullscreen: "Full screen",
    layout: "Change the layout",
    help: "This list",
  },
  names: { space: "Space" },
  escape: "Close a panel",
  arrows: "Move your own picture, when it has the focus",
  use: "Use these keys",
} as const;
