/** Looking at a shared screen, and drawing on it. Fetched with the first one that is shown. */
export { outlineOf, pathOf, sheetOf } from "./outline.ts";
export { createSurface, INK_PALETTE, type Surface, type Tool } from "./surface.ts";
export { type PictureRect, type Point, type Size, transformOf, type Zoom } from "./zoom.ts";
