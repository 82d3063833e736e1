import type { Catalogue } from "../catalogue.ts";

export const call: Catalogue["call"] = {
  stage: "Anruf",
  controls: "Anrufsteuerung",
  mute: "Stummschalten",
  unmute: "Stummschaltung aufheben",
  cameraOn: "Kamera einschalten",
  cameraOff: "Kamera ausschalten",
  share: "Bildschirm teilen",
  stopSharing: "Bildschirm nicht mehr teilen",
  invite: "Jemanden einladen",
  leave: "Anruf verlassen",
  close: "{what} schließen",
  you: "Du",
  yourScreen: "Dein Bildschirm",
  screenOf: "{name}: Bildschirm",
  muted: "Stumm:",
  connecting: "Verbindet…",
  reconnecting: "Verbindet neu…",
  reconnectingFor: "Verbindet neu, {seconds} s",
  noConnection: "Keine Verbindung. Ein anderes Netz hilft vielleicht.",
  noNewcomers: "Gerade kann niemand Neues dazukommen. Der Anruf selbst läuft ungestört.",
  hear: "Tippe, um die anderen zu hören",
  alone: "Du bist allein hier",
  sendLink: "Schick diesen Link denen, mit denen du sprechen möchtest.",
  moreWays: "Mehr Wege",
  copyFailedMore:
    "Kopieren ist hier nicht erlaubt. Unter „Mehr Wege“ steht der Link zum Markieren und ein QR-Code.",
  closeMessage: "Meldung schließen",
  joined: "{name} ist dabei",
  left: "{name} ist gegangen",
  certificateChanged: {
    title: "{name} muss neu überprüft werden",
    text: "Die Verbindung hat sich geändert.",
  },
  introductionRefused: {
    title: "Eine Vorstellung wurde abgelehnt",
    text:
      "Sie war nicht mit dem Schlüssel dieses Raums versiegelt, wurde verändert oder doppelt gesendet, oder eine Uhr geht um Minuten falsch. Sie wurde nicht verwendet.",
  },
  address: {
    hide: "Meine Netzadresse verbergen",
    show: "Meine Netzadresse zeigen",
    hidden: "Adresse verborgen",
    hiddenMeans: "Die anderen können deine Netzadresse nicht sehen. Alles geht über ein Relais.",
    hiddenNow: {
      title: "Deine Adresse ist ab jetzt verborgen",
      text: "Wer vorher mit dir verbunden war, hat sie vielleicht gesehen.",
    },
    noRelay: {
      title: "Deine Adresse lässt sich hier nicht verbergen",
      text:
        "Dafür braucht es ein Relais, und hier gibt es keines, oder es antwortet gerade nicht. Die anderen können sie weiterhin sehen.",
    },
  },
  relayed: "Über ein Relais:",
  relayedMeans: "Über ein Relais verbunden, das weitergibt, was es nicht lesen kann",
  mutedYou: {
    title: "{name} hat dich stummgeschaltet",
    text:
      "Das ist der Gastgeber dieses Anrufs. Schalte dein Mikrofon wieder ein, wenn du dran bist.",
  },
  letIn: "Der Gastgeber hat dich hereingelassen",
  host: "Gastgeber",
  hostControls: "Gastgeberfunktionen",
  hostControlsWaiting: {
    one: "Gastgeberfunktionen, {count} Person wartet",
    other: "Gastgeberfunktionen, {count} Personen warten",
  },
  iAmHost: "Ich bin der Gastgeber",
  hostNotFetched:
    "Die Gastgeberfunktionen können nicht gezeigt werden: Ein Teil dieser Seite ließ sich nicht laden. Schließe dies und öffne es gleich noch einmal.",
  compareCodes: "Codes vergleichen",
  shield: {
    alone: "Niemand zum Vergleichen da",
    compared: "Alle verglichen",
    sealed: "Noch nicht verglichen",
    connecting: "Verbindet",
    unsealed: "Vorstellung nicht versiegelt",
    "could-not-verify": "Nicht prüfbar",
    changed: "Neu überprüfen",
    differ: "Codes verschieden",
  },
  mark: { compared: "Verglichen:", changed: "Neu überprüfen:", differ: "Codes verschieden:" },
  moment: "Einen Moment…",
  partNotFetched:
    "Ein Teil dieser Seite ließ sich nicht laden. Schließe dies und öffne es gleich noch einmal.",
  codesNotFetched:
    "Die Codes können nicht gezeigt werden: Ein Teil dieser Seite ließ sich nicht laden. Schließe dies und öffne es gleich noch einmal.",
};
