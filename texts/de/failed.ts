import type { Catalogue } from "../catalogue.ts";

export const failed: Catalogue["failed"] = {
  part: "Dieser Teil der Seite ist ausgefallen.",
  page: "Auf dieser Seite ist etwas schiefgegangen",
  pageText: "Falls du in einem Anruf bist, läuft er weiter: Die anderen sehen und hören dich noch.",
  message: "Diese Nachricht lässt sich nicht anzeigen.",
  file: "Diese Datei lässt sich nicht anzeigen.",
  person: "Diese Person lässt sich nicht anzeigen.",
  screen: "Dieser Bildschirm lässt sich nicht anzeigen.",
  sound: "Jemand ist nicht zu hören: Der Ton lässt sich nicht abspielen.",
  drawings: "Die Zeichnungen lassen sich nicht anzeigen.",
  notice: "Eine Meldung lässt sich nicht anzeigen.",
  again: "Noch einmal versuchen",
};
