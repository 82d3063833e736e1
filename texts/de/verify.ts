import type { Catalogue } from "../catalogue.ts";

export const verify: Catalogue["verify"] = {
  everyone: "Alle",
  people: "Personen",
  codeForEveryone: "Code für alle",
  codeWith: "Code mit {name}",
  codesWith: "Codes mit {name}",
  inDigits: "In Ziffern:",
  matchOnEveryScreen: "Auf allen Bildschirmen gleich",
  match: "Sie sind gleich",
  differ: "Sie sind verschieden",
  withdraw: "Rückgängig",
  whatProtects: "Was das schützt und was nicht",
  compareByText: "Stattdessen schriftlich vergleichen",
  makingLong: "Der lange Code entsteht…",
  sendDigits:
    "Schick diese 60 Ziffern in einer anderen App, der du vertraust, an {name}, nicht im Chat dieses Anrufs. {name} muss dieselben sehen.",
  longCodeWith: "Langer Code mit {name}",
  whenDiffer:
    "Prüft noch einmal, ob sich jemand verlesen hat. Stimmen sie wirklich nicht überein, verlass den Anruf, erstelle einen neuen Link und schick ihn {name} auf anderem Weg.",
  leave: "Verlassen",
  newRoomLink: "Link zu neuem Raum",
  trust: {
    connecting: { title: "Verbindet", text: "Der Code erscheint, wenn {name} verbunden ist." },
    reconnecting: {
      title: "Verbindet neu",
      text: "Wenn {name} zurück ist, wird die Verbindung noch einmal geprüft.",
    },
    stillHolds: "Ist sie dieselbe, bleibt alles bestätigt.",
    sealed: {
      title: "Nicht überprüft",
      text:
        "Deine Verbindung ist durch den Schlüssel im Link geschützt. Überprüfe sie, um sicher zu sein, dass niemand sonst mit diesem Link zwischen dir und {name} ist.",
    },
    unsealed: {
      title: "Nicht durch einen Schlüssel geschützt",
      text:
        "Der Link des Raums hat keinen Schlüssel, also könnte der Server jemanden zwischen dich und {name} gesetzt haben. Eine Überprüfung zeigt es.",
    },
    compared: {
      title: "Überprüft",
      text:
        "Du hast gesagt, dass die Codes übereinstimmen. Ändert sich die Verbindung von {name}, erfährst du es.",
    },
    differ: {
      title: "Codes stimmen nicht überein",
      text:
        "Vielleicht ist jemand dazwischen. Du sendest {name} keinen Ton, kein Video, keine Nachrichten und keine Dateien mehr.",
    },
    couldNotVerify: "Nicht prüfbar",
    noCertificate:
      "Dieser Browser zeigt nicht, welches Zertifikat er mit {name} verwendet, also gibt es keinen Code zum Vergleichen. Ein aktueller Firefox, Chrome, Edge oder Safari zeigt es vielleicht.",
    tooManyRuns:
      "Drei Versuche, einen Code mit {name} zu erzeugen, wurden abgebrochen. Der Grund kann eine schlechte Verbindung sein, oder jemand dazwischen. Den langen Code könnt ihr trotzdem vergleichen.",
    changed: {
      title: "Neu überprüfen",
      text:
        "Die Verbindung von {name} ist nicht mehr dieselbe. Vielleicht ist {name} neu beigetreten, vielleicht ist jemand dazwischen. Die frühere Überprüfung gilt nicht mehr: Vergleicht den neuen Code.",
    },
    stillWithheld: "Du sendest {name} weiterhin nichts.",
  },
  waiting: {
    making: "Der Code mit {name} entsteht…",
    again:
      "Das Erstellen des Codes mit {name} wurde unterbrochen. Gleich beginnt ein neuer Versuch.",
    yourself:
      "Diese Verbindung führt zu deinem eigenen Browser zurück: Am anderen Ende ist sonst niemand.",
  },
  group: {
    noOwnCertificate:
      "Dieser Browser zeigt sein eigenes Zertifikat nicht, also gibt es keinen Code für alle.",
    hidden: "Es gibt keinen Code für alle: Dieser Browser zeigt sein Zertifikat mit {names} nicht.",
    waiting: "Der Code für alle entsteht: wartet auf {names}…",
    somebody: "jemand",
    blocked:
      "Du hast gesagt, dass die Codes mit {names} verschieden sind. Kläre das zuerst weiter unten.",
    said: "Alle hier sind überprüft.",
    open:
      "Sieht jemand einen anderen Code, vergleicht unten mit jeder Person, um herauszufinden, mit wem.",
    sameFingerprint:
      "Zwei Personen hier haben dasselbe Zertifikat, und das kann nicht sein. Vergleiche unten mit jeder Person.",
    oldEpoch: "Der Code für alle ist veraltet. Vergleiche unten mit jeder Person.",
    tooManyRuns:
      "Es kamen und gingen zu oft Personen für einen weiteren Code für alle. Vergleiche unten mit jeder Person.",
    didNotFit:
      "Es gibt keinen Code für alle: Was {name} dafür gesendet hat, passte nicht. Vergleiche unten mit jeder Person.",
    notThisTime: "Diesmal gibt es keinen Code für alle. Vergleiche unten mit jeder Person.",
  },
  sealed:
    "Vorstellungen in diesem Raum sind mit dem Schlüssel in seinem Link versiegelt: Der Server, der sie weitergibt, kann sie weder lesen noch unbemerkt ändern.",
  notSealed:
    "Der Link dieses Raums hat keinen Schlüssel: Vorstellungen sind nicht versiegelt, und der Server, der sie weitergibt, kann sie lesen und ändern.",
  refused: {
    one:
      "Eine Vorstellung wurde abgelehnt und nicht verwendet: nicht mit dem Schlüssel dieses Raums versiegelt, verändert oder doppelt gesendet.",
    other:
      "{count} Vorstellungen wurden abgelehnt und nicht verwendet: nicht mit dem Schlüssel dieses Raums versiegelt, verändert oder doppelt gesendet.",
  },
  how: {
    nobody:
      "Sonst ist niemand hier. Wenn jemand kommt, seht ihr beide hier einen Code zum Vergleichen.",
    pair: "Lest diese Wörter laut vor. Ihr solltet beide dieselben in derselben Reihenfolge sehen.",
    group:
      "Eine Person liest diese Wörter laut vor. Alle sollten dieselben in derselben Reihenfolge sehen.",
  },
  askDiffer: {
    question: "Habt ihr euch die Codes vorgelesen, und sie waren verschieden?",
    yes: "Ja, sie sind verschieden",
    again: "Noch einmal prüfen",
  },
  stopped: {
    one: "{names} bekommt nichts von dir: keinen Ton, kein Video, keine Nachrichten.",
    other: "{names} bekommen nichts von dir: keinen Ton, kein Video, keine Nachrichten.",
  },
  halted: {
    one: "Der Browser von {names} sendet dir nichts mehr.",
    other: "Die Browser von {names} senden dir nichts mehr.",
  },
  haltedTile: "Sendet dir nichts",
  haltedWhat: "Was das bedeutet",
  haltedMeans:
    "Du hörst und siehst gerade nichts von dort, und auch Nachrichten kommen nicht bei dir an. Vielleicht war dort ein anderer Code zu sehen als bei dir. Sprecht auf anderem Weg miteinander, etwa am Telefon, und vergleicht eure Codes noch einmal.",
  verifyNow: "Überprüfen",
  notSentTo: "Nicht gesendet an {names}",
};
