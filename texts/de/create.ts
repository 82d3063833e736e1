import type { Catalogue } from "../catalogue.ts";

export const create: Catalogue["create"] = {
  options: "Optionen",
  summary: {
    none: "bis zu {people} Personen, ohne Gastgeber",
    name: "bis zu {people} Personen, Gastgeber per Name",
    key: "bis zu {people} Personen, Gastgeber per Passwort",
  },
  people: "Personen, höchstens",
  who: "Wer ist Gastgeber?",
  whatHostsDo:
    "Wer Gastgeber ist, entscheidet, wer hereinkommt, und kann den Raum sperren und Personen entfernen.",
  hosts: {
    none: {
      title: "Niemand",
      text: "Wer den Link hat, kommt herein. Niemand kann jemanden abweisen.",
    },
    name: {
      title: "Wer einen Namen trägt",
      text: "Jeder mit dem Link kann diesen Namen annehmen. Für Freunde, nicht gegen Fremde.",
    },
    key: {
      title: "Wer das Passwort hat",
      text: "Befehle werden mit einem Schlüssel signiert, den nur das Passwort öffnet.",
    },
  },
  hostName: "Name des Gastgebers",
  hostNameMissing: "Gib den Namen ein, unter dem der Gastgeber auftritt.",
  hostFirst: "Nur einlassen, wenn der Gastgeber da ist",
  hostFirstHint: {
    name:
      "Alle anderen warten, bis jemand mit diesem Namen beitritt. Ein Name beweist nichts: Jeder mit dem Link kann ihn benutzen.",
    key: "Alle anderen warten, bis der Gastgeber mit dem Passwort beitritt.",
  },
  password: "Passwort des Gastgebers",
  show: "Zeigen",
  hide: "Verbergen",
  suggest: "Eines vorschlagen",
  copy: { no: "Kopieren", yes: "Kopiert", failed: "Kopieren geht nicht: markiere es" },
  strengthLabel: "Stärke des Passworts",
  noStrength: "Niemand kann es wiederfinden, auch du nicht. Bewahre es auf.",
  strength: {
    1: "Sehr schwach: in Minuten erraten.",
    2: "Schwach: in Tagen erraten.",
    3: "Gut: Es zu erraten kostet viel Geld.",
    4: "Stark: Erraten lohnt sich für niemanden.",
  },
  passwordMissing: "Gib ein Passwort ein oder lass dir eines vorschlagen.",
  passwordShort: "Ein Passwort braucht mindestens {least} Zeichen.",
  making: "Der Schlüssel des Gastgebers wird erzeugt…",
  failed: "Der Schlüssel des Gastgebers ließ sich nicht erzeugen. Versuche es gleich noch einmal.",
  notFetched: "Dieser Teil der Seite ließ sich nicht laden. Versuche es gleich noch einmal.",
  oneMoment: "Einen Moment…",
};
