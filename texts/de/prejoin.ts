import type { Catalogue } from "../catalogue.ts";

export const prejoin: Catalogue["prejoin"] = {
  noSuchRoom: "Kein solcher Raum",
  needsScript:
    "Ein Anruf braucht JavaScript: Dein Browser verbindet sich damit mit den anderen. Schalte es für diese Seite ein und lade neu.",
  takesLong:
    "Das dauert lange. Ändert sich nichts, lade die Seite neu; ein Browser von vor 2022 ist vielleicht zu alt für Anrufe.",
  notAName: "Das ist kein Raumname",
  whatAName:
    "Ein Name hat 1 bis {max} Buchstaben von a bis z, Ziffern und Bindestriche. Bitte noch einmal um den Link oder starte einen eigenen Raum.",
  toHome: "Zur Startseite",
  left: "Du bist gegangen",
  about: "Gleich trittst du bei",
  yourName: "Dein Name",
  whatOthersSee: "Was die anderen sehen",
  nameMissing: "Gib erst einen Namen ein.",
  nameHint: "Kein Konto. Die anderen sehen diesen Namen, und dieses Gerät merkt ihn sich.",
  note: "Eine Zeile für den Gastgeber (nicht nötig)",
  noteHint: "Vielleicht muss der Gastgeber dich einlassen; er sieht deinen Namen und diese Zeile.",
  waiting: "Warten, bis der Gastgeber dich einlässt",
  waitingHint: "Du trittst dann automatisch bei. Noch kann dich niemand sehen oder hören.",
  hostAway: "Der Gastgeber ist noch nicht da",
  hostAwayHint:
    "Sobald er da ist, trittst du automatisch bei oder bittest um Einlass. Niemand kann dich sehen oder hören.",
  waitingShort: "Wartet…",
  stopWaiting: "Verlassen",
  join: "Dem Anruf beitreten",
  joining: "Tritt bei…",
  joinAgain: "Wieder beitreten",
  tryAgain: "Noch einmal versuchen",
  cancel: "Abbrechen",
  callNotFetched: {
    title: "Der Anruf kann noch nicht gezeigt werden",
    text:
      "Ein Teil dieser Seite ließ sich nicht laden. Wir versuchen es weiter. Du bist inzwischen im Anruf, Mikrofon und Kamera so, wie du sie gelassen hast.",
  },
  hideAddress: "Meine Netzadresse verbergen",
  hideAddressHint:
    "Die anderen erfahren dann nicht, wo im Internet du bist. Alles geht über ein Relais, was etwas länger dauert.",
  hideAddressFails:
    "Dafür braucht es ein Relais, und hier gibt es keines, oder es antwortet gerade nicht. So kannst du nicht beitreten: Schalte es aus oder versuche es später noch einmal.",
  microphone: "Mikrofon",
  camera: "Kamera",
  both: "Mikrofon und Kamera",
  yourCamera: "Deine Kamera",
  microphoneOn: "Mikrofon einschalten",
  microphoneOff: "Mikrofon ausschalten",
  cameraIsOff: "Deine Kamera ist aus",
  mayAsk: "Dein Browser fragt vielleicht, ob er die Kamera erlauben soll",
  seal: {
    unknown:
      "Ton und Bild gehen verschlüsselt zwischen euren Browsern. Es gibt nichts zu installieren.",
    sealed:
      "Dieser Link enthält einen Schlüssel, der nie an den Server geht. Der Server, der euch vorstellt, kann die Vorstellung weder lesen noch unbemerkt ändern.",
    open:
      "Dieser Link hat keinen Schlüssel: Wer den Raumnamen kennt, kann hereinkommen. Die Vorstellung ist nicht versiegelt; vergleicht also die Codes.",
  },
};
