import type { Catalogue } from "../catalogue.ts";

export const stage: Catalogue["stage"] = {
  more: "Mehr",
  layout: "Anordnung: {name}. Ändern",
  layoutNow: "Anordnung: {name}",
  changeLayout: "Anordnung ändern",
  layouts: { gallery: "Galerie", speaker: "Sprecher", compact: "Schmaler Streifen" },
  showSelf: "Eigenes Bild zeigen",
  hideSelf: "Eigenes Bild verbergen",
  selfAt: {
    "bottom-right": "Dein Bild, unten rechts. Zieh es oder verschiebe es mit den Pfeiltasten.",
    "bottom-left": "Dein Bild, unten links. Zieh es oder verschiebe es mit den Pfeiltasten.",
    "top-left": "Dein Bild, oben links. Zieh es oder verschiebe es mit den Pfeiltasten.",
    "top-right": "Dein Bild, oben rechts. Zieh es oder verschiebe es mit den Pfeiltasten.",
  },
  keys: "Tasten",
  fullScreen: "Vollbild",
  leaveFullScreen: "Vollbild verlassen",
  pip: "Bild im Bild",
  leavePip: "Bild im Bild verlassen",
  pipEmpty: "Keine Kamera ist an, also gibt es kein Bild zum Mitnehmen.",
  pipFailed: "Der Browser hat kein Bild geöffnet. Versuche es noch einmal.",
};
