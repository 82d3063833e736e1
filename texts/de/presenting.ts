import type { Catalogue } from "../catalogue.ts";

export const presenting: Catalogue["presenting"] = {
  screen:
    "Geteilter Bildschirm. Plus und Minus zoomen, die Pfeiltasten verschieben, Null zeigt alles. L zeigt, P zeichnet, Escape beendet beides.",
  tools: "Zoom und Tinte",
  nearer: "Vergrößern",
  farther: "Verkleinern",
  whole: "Alles zeigen",
  laser: "Zeigen",
  pen: "Zeichnen",
  colours: "Farbe",
  colour: { 0: "Rosa", 1: "Gelb", 2: "Grün", 3: "Blau", 4: "Violett" },
  undo: "Die letzte Linie zurücknehmen",
  clearMine: "Das eigene Gezeichnete entfernen",
  clearAll: "Alles Gezeichnete entfernen",
};
