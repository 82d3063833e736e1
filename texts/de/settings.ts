import type { Catalogue } from "../catalogue.ts";

export const settings: Catalogue["settings"] = {
  title: "Einstellungen",
  devices: "Geräte",
  microphone: "Mikrofon",
  camera: "Kamera",
  speaker: "Lautsprecher",
  level: "Wie laut dein Mikrofon ist",
  levelOff:
    "Schalte das Mikrofon ein, um hier zu sehen, wie laut es ist, und unter allen zu wählen.",
  treatment: "Dein Ton",
  echoCancellation: {
    label: "Echounterdrückung",
    hint: "Hält aus deinem Mikrofon heraus, was aus deinem Lautsprecher kommt.",
  },
  noiseSuppression: {
    label: "Geräuschunterdrückung",
    hint: "Dämpft Lüfter, Verkehr und Tasten. Für Musik ausschalten.",
  },
  autoGainControl: {
    label: "Gleichmäßige Lautstärke",
    hint: "Macht eine leise Stimme lauter und eine laute leiser.",
  },
  avatar: "Dein Bild ohne Kamera",
  initials: "Initialen",
  avatarHint: "Ein Emoji steht vor deinem Namen, wo alle es sehen.",
};
