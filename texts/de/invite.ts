import type { Catalogue } from "../catalogue.ts";

export const invite: Catalogue["invite"] = {
  title: "Einladen",
  sealed:
    "Wer diesen Link hat, kann beitreten. Der Teil nach # ist der Schlüssel des Raums: Gib ihn nur an Personen weiter, die du hier haben willst.",
  open: "Wer den Namen dieses Raums kennt, kann beitreten: Der Link hat keinen Schlüssel.",
  link: "Link",
  copy: "Link kopieren",
  copied: "Kopiert",
  copyFailed: "Kopieren ist hier nicht erlaubt. Markiere den Link und kopiere ihn von Hand.",
  share: "Teilen",
  qr: "QR-Code des Links",
  qrHint: "Oder lass ein Telefon diesen Code lesen.",
  qrFailed:
    "Der QR-Code kann nicht gezeichnet werden: Ein Teil dieser Seite ließ sich nicht laden. Schließe dies und öffne es gleich noch einmal.",
};
