import type { Catalogue } from "../catalogue.ts";

export const site: Catalogue["site"] = {
  title: "Kibitz: Link öffnen, im Anruf sein",
  skip: "Zum Inhalt springen",
  siteNav: "Seite",
  moreNav: "Mehr",
  security: "Sicherheit",
  docs: "Doku",
  threatModel: "Bedrohungsmodell",
  free: "Kibitz ist freie Software unter der Apache-Lizenz 2.0.",
  language: "Sprache",
  description:
    "Videoanrufe über einen Link. Dein Anruf ist von Browser zu Browser verschlüsselt; der Server stellt euch vor und bekommt den Schlüssel in deinem Link nie.",
  openALink: "Öffne einen Link.",
  inACall: "Du bist im Anruf.",
  lead:
    "Kein Konto, nichts zu installieren. Dein Anruf ist von Browser zu Browser verschlüsselt; der Server stellt euch vor und bekommt den Schlüssel in deinem Link nie.",
  howProtected: "Wie das geschützt ist, und was nicht",
  diagram:
    "Zwei Browser, verbunden durch eine dicke Linie: Ton, Bild und Chat gehen direkt hinüber, verschlüsselt. Dünne gestrichelte Linien führen von beiden hinauf zu diesem Server, der sie einander vorstellt.",
  diagramServer: "dieser Server",
  diagramIntroduces: "stellt euch vor",
  diagramYou: "du",
  diagramThey: "sie",
  diagramContent: "Ton, Bild, Chat",
  diagramStraight: "verschlüsselt, direkt hinüber",
  startACall: "Anruf starten",
  roomName: "Name des Raums",
  suggest: "Anderen Namen vorschlagen",
  keyMadeHere:
    "Der Schlüssel entsteht hier, in deinem Browser. Wer den Link hat, kann hereinkommen.",
  create: "Raum erstellen",
  needsScript: "Anrufe brauchen JavaScript. Bitte erlaube es für diese Seite.",
  openARoom: "Raum öffnen",
  linkOrName: "Link oder Name",
  nameOnly: "Der Name eines Raums. Einen Link öffnest du direkt.",
  open: "Öffnen",
  nameAlone:
    "Ein Name allein hat keinen Schlüssel: Wer ihn errät, kann hereinkommen, und dem Server musst du glauben, dass er euch ehrlich vorstellt.",
  otherSite: "Dieser Link gehört zu einer anderen Seite:",
  goTo: "zu {host}",
  refusals: {
    empty: "Füge erst einen Link ein oder gib einen Raumnamen ein.",
    "too-long":
      "Das ist zu lang für einen Link oder Namen. Kopiere den Link noch einmal und füge nur ihn ein.",
    "not-a-room":
      "Dieser Link führt zu keinem Raum. Der Link eines Raums enthält /r/ und einen Namen.",
    "bad-key":
      "Der Schlüssel am Ende dieses Links ist nicht vollständig. Kopiere den Link noch einmal, bis zum letzten Zeichen.",
    "bad-settings":
      "Dieser Link verlangt etwas, das hier nicht bekannt ist, oder er ist unvollständig. Kopiere ihn noch einmal, bis zum letzten Zeichen.",
    "no-name": "Ein Raumname braucht mindestens einen Buchstaben von a bis z oder eine Ziffer.",
  },
  notALink:
    "Dieses Formular nimmt den Namen eines Raums, keinen Link. Öffne den Link selbst; und falls ein Schlüssel darin war, hat der Server ihn jetzt gesehen: Erstelle einen neuen Link.",
  recent: "Letzte Räume",
  forgetAll: "Alle vergessen",
  byName: "per Name",
  privateLink: "privater Link",
  keptHere: "Nur in diesem Browser gespeichert, samt Schlüsseln.",
  errors: {
    400: {
      title: "Das ergab hier keinen Sinn",
      text: "Die Adresse oder das Formular enthielt etwas, das diese Seite nicht verwenden kann.",
    },
    404: {
      title: "Hier ist nichts",
      text:
        "Die Adresse ist vielleicht vertippt oder alt. Der Link eines Raums enthält /r/ und den Namen des Raums.",
    },
    405: {
      title: "So lässt sich diese Seite nicht benutzen",
      text: "Die Seite gibt es, aber auf diese Art von Anfrage antwortet sie nicht.",
    },
    500: {
      title: "Bei uns ist etwas kaputtgegangen",
      text:
        "Es liegt nicht an dir. Versuche es gleich noch einmal; laufende Anrufe gehen ohne uns weiter.",
    },
  },
  toTheStart: "Zum Anfang",
  readTheDocs: "Zur Doku",
};
