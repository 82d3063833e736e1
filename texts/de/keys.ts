import type { Catalogue } from "../catalogue.ts";

export const keys: Catalogue["keys"] = {
  title: "Tasten",
  how: "Sie gelten im Anruf, solange du nicht schreibst, und nie zusammen mit Strg, Alt oder Cmd.",
  actions: {
    microphone: "Mikrofon an und aus",
    camera: "Kamera an und aus",
    talk: "Gedrückt halten zum Sprechen",
    screen: "Bildschirm teilen oder damit aufhören",
    chat: "Chat",
    people: "Personen",
    fullscreen: "Vollbild",
    layout: "Anordnung ändern",
    help: "Diese Liste",
  },
  names: { space: "Leertaste" },
  escape: "Ein Panel schließen",
  arrows: "Das eigene Bild verschieben, wenn es den Fokus hat",
  use: "Diese Tasten verwenden",
};
