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
  withdraw: "Zurücknehmen",
  whatProtects: "Was das schützt, und was nicht",
  compareByText: "Stattdessen per Text vergleichen",
  makingLong: "Der lange Code entsteht…",
  sendDigits:
    "Schick diese 60 Ziffern auf anderem Weg an {name}, etwa über einen Messenger, dem du traust, und nicht im Chat dieses Anrufs. {name} muss dasselbe sehen.",
  longCodeWith: "Langer Code mit {name}",
  whenDiffer:
    "Stellt zuerst sicher, dass sich niemand verlesen hat: Dann nimm es zurück. Sind sie wirklich verschieden, verlass diesen Anruf, erstelle einen neuen Link und gib ihn {name} auf anderem Weg als den letzten.",
  leave: "Verlassen",
  newRoomLink: "Link zu neuem Raum",
  trust: {
    connecting: { title: "Verbindet", text: "Der Code erscheint, wenn {name} verbunden ist." },
    reconnecting: {
      title: "Verbindet neu",
      text: "Wenn {name} zurück ist, wird das Zertifikat noch einmal angesehen.",
    },
    stillHolds: "Ist es dasselbe, gilt, was ihr verglichen habt.",
    sealed: {
      title: "Noch nicht verglichen",
      text:
        "Die Vorstellung war mit dem Schlüssel im Link des Raums versiegelt. Vergleicht den Code, um zu wissen, dass niemand mit diesem Link zwischen dir und {name} sitzt.",
    },
    unsealed: {
      title: "Vorstellung nicht versiegelt",
      text:
        "Der Link des Raums hat keinen Schlüssel; der Server, der euch vorgestellt hat, könnte also jemanden zwischen dich und {name} gesetzt haben. Ob er es tat, zeigt der Vergleich des Codes.",
    },
    compared: {
      title: "Verglichen",
      text:
        "Du hast gesagt, dass die Codes gleich sind. Das gilt, solange {name} dieses Zertifikat behält; ändert es sich, erfährst du es.",
    },
    differ: {
      title: "Codes verschieden",
      text:
        "Vielleicht sitzt jemand zwischen dir und {name}. Von dir geht nichts mehr dorthin: kein Ton, kein Bild, kein Chat und keine Datei.",
    },
    couldNotVerify: "Nicht prüfbar",
    noCertificate:
      "Dieser Browser zeigt nicht, welches Zertifikat er mit {name} verwendet, also gibt es keinen Code zum Vergleichen. Ein aktueller Firefox, Chrome, Edge oder Safari zeigt es vielleicht.",
    tooManyRuns:
      "Drei Versuche, einen Code mit {name} zu erzeugen, wurden abgebrochen. Der Grund kann eine schlechte Verbindung sein, oder jemand dazwischen. Den langen Code könnt ihr trotzdem vergleichen.",
    changed: {
      title: "Neu vergleichen",
      text:
        "{name} hat jetzt ein anderes Zertifikat als zuvor. Das geschieht nicht von selbst: Vielleicht ist jemand dazwischengekommen. Was ihr verglichen habt, gilt nicht mehr; lest den neuen Code vor.",
    },
    stillWithheld: "Von dir geht weiterhin nichts an {name}.",
  },
  waiting: {
    making: "Der Code mit {name} entsteht…",
    again:
      "Ein Versuch, den Code mit {name} zu erzeugen, wurde abgebrochen. Gleich beginnt ein neuer.",
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
    said: "Alle hier sind verglichen.",
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
    pair:
      "Lest euch die Namen gegenseitig vor, hier im Anruf. Ihr müsst beide dasselbe sehen, in derselben Reihenfolge.",
    group:
      "Eine Person liest die Namen des Codes für alle vor, hier im Anruf. Alle müssen dasselbe sehen, in derselben Reihenfolge.",
  },
};
