/** Looking at a shared screen, and drawing on it. */
export const presenting = {
  screen:
    "Shared screen. Plus and minus zoom, the arrow keys move, zero shows all of it. L points, P draws, Escape stops both.",
  tools: "Zoom and ink",
  nearer: "Zoom in",
  farther: "Zoom out",
  whole: "Show all of it",
  laser: "Point",
  pen: "Draw",
  colours: "Colour",
  colour: { 0: "Pink", 1: "Yellow", 2: "Green", 3: "Blue", 4: "Violet" },
  undo: "Take back the last line",
  clearMine: "Take away what you drew",
  clearAll: "Take away everything drawn",
} as const;
