/** How the call is laid out, and the menu of what does not fit into the row of buttons. */
export const stage = {
  more: "More",
  layout: "Layout: {name}. Change it",
  layoutNow: "Layout: {name}",
  changeLayout: "Change the layout",
  layouts: {
    gallery: "Gallery",
    speaker: "Speaker",
    compact: "Compact strip",
  },
  showSelf: "Show your own picture",
  hideSelf: "Hide your own picture",
  selfAt: {
    "bottom-right": "Your picture, at the bottom right. Drag it, or move it by the arrow keys.",
    "bottom-left": "Your picture, at the bottom left. Drag it, or move it by the arrow keys.",
    "top-left": "Your picture, at the top left. Drag it, or move it by the arrow keys.",
    "top-right": "Your picture, at the top right. Drag it, or move it by the arrow keys.",
  },
  keys: "Keys",
  fullScreen: "Full screen",
  leaveFullScreen: "Leave full screen",
  pip: "Picture in picture",
  leavePip: "Leave picture in picture",
  pipEmpty: "Nobody's camera is on, so there is no picture to take along.",
  pipFailed: "The browser did not open a picture. Try again.",
} as const;
