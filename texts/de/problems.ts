import type { Catalogue } from "../catalogue.ts";

export const problems: Catalogue["problems"] = {
  call: {
    "bad-room": {
      title: "Dieser Link enthält keinen brauchbaren Raumnamen",
      text: "Bitte noch einmal um den Link oder starte auf der Startseite einen neuen Raum.",
    },
    "bad-key": {
      title: "Dieser Link ist unvollständig",
      text:
        "Der Teil nach # sieht abgeschnitten oder verändert aus. Bitte noch einmal um den Link und kopiere ihn ganz.",
    },
    "bad-settings": {
      title: "Dieser Link wird hier nicht verstanden",
      text:
        "Etwas darin ist abgeschnitten oder verändert, oder er verlangt, was diese Seite nicht kennt. Bitte noch einmal um den Link und kopiere ihn ganz. Ist er vollständig, lade diese Seite neu.",
    },
    "bad-name": {
      title: "Dieser Name kann nicht gezeigt werden",
      text: "Gib einen Namen von 1 bis 40 Zeichen ein.",
    },
    unsupported: {
      title: "Dieser Browser kann keine Anrufe",
      text:
        "Ihm fehlt WebRTC, oder es ist abgeschaltet. Öffne den Link in einem aktuellen Firefox, Chrome, Edge oder Safari.",
    },
    insecure: {
      title: "Diese Adresse ist nicht sicher genug für einen Anruf",
      text: "Browser erlauben Anrufe nur über https. Öffne denselben Link mit https:// am Anfang.",
    },
    "broker-unreachable": {
      title: "Die anderen sind gerade nicht erreichbar",
      text:
        "Der Server, der alle einander vorstellt, antwortet nicht. Prüfe deine Verbindung und versuche es noch einmal. Vielleicht sperrt ihn ein Firmennetz oder VPN.",
    },
    "broker-refused": {
      title: "Der Server hat uns abgewiesen",
      text:
        "Er ist vielleicht ausgelastet, oder du hast den Raum in vielen Tabs offen. Warte einen Moment und versuche es noch einmal.",
    },
    "no-answer": {
      title: "Niemand im Raum hat geantwortet",
      text:
        "Jemand ist da, aber es kam keine Verbindung zustande. Versuche es noch einmal; bleibt es so, prüfe die Uhr dieses Geräts oder nimm ein anderes Netz.",
    },
    tampered: {
      title: "Die Vorstellung wurde manipuliert",
      text:
        "Etwas zwischen dir und dem Raum ändert oder fälscht die Nachrichten, die euch verbinden würden. Sie wurden abgelehnt, und du bist mit niemandem verbunden. Nimm ein anderes Netz; bleibt es so, sag es den anderen auf anderem Weg.",
    },
    "room-full": {
      title: "Dieser Raum ist voll",
      text: "Versuche es wieder, wenn jemand gegangen ist.",
    },
    refused: {
      title: "Du wurdest nicht hereingelassen",
      text: "Der Raum nimmt dich gerade nicht auf. Frag die Person, die dich eingeladen hat.",
    },
    locked: {
      title: "Der Raum ist gesperrt",
      text:
        "Der Gastgeber lässt niemanden mehr herein. Bitte darum, ihn zu öffnen, und versuche es noch einmal.",
    },
    denied: {
      title: "Der Gastgeber hat dich nicht hereingelassen",
      text: "Sprich auf anderem Weg mit ihm und frag dann noch einmal.",
    },
    removed: {
      title: "Der Gastgeber hat dich entfernt",
      text: "Mit diesem Link kommst du nicht in diesen Raum zurück.",
    },
    "no-relay": {
      title: "Deine Adresse lässt sich hier nicht verbergen",
      text:
        "Dafür braucht es ein Relais, und hier gibt es keines, oder es antwortet gerade nicht. Du bist mit niemandem verbunden. Versuche es später noch einmal oder zeig den anderen im Anruf deine Netzadresse.",
    },
    aborted: {
      title: "Du hast den Beitritt abgebrochen",
      text: "Tritt wieder bei, wann du magst.",
    },
    dropped: {
      title: "Der Anruf ist hier zu Ende",
      text:
        "Deine Verbindung zum Raum ging verloren. Die anderen sind vielleicht noch da: Tritt wieder bei.",
    },
    unknown: {
      title: "Etwas ist schiefgegangen",
      text:
        "Der Beitritt hat nicht geklappt, und wir wissen nicht, warum. Lade die Seite neu und versuche es noch einmal.",
    },
  },
  microphone: {
    denied: {
      title: "Dein Browser gibt uns das Mikrofon nicht",
      text:
        "Erlaube das Mikrofon für diese Seite über das Symbol neben der Adresse und schalte es wieder ein. Der Anruf geht auch ohne.",
    },
    missing: {
      title: "Kein Mikrofon gefunden",
      text: "Schließe eines an und schalte es wieder ein. Der Anruf geht auch ohne.",
    },
    busy: {
      title: "Das Mikrofon ist belegt",
      text:
        "Eine andere App oder ein anderer Tab scheint das Gerät zu benutzen. Schließe dort und schalte es wieder ein. Der Anruf geht auch ohne.",
    },
    insecure: {
      title: "Kein Mikrofon über eine offene Adresse",
      text: "Browser geben das Mikrofon nur https-Adressen. Der Anruf geht auch ohne.",
    },
    interrupted: {
      title: "Gerade kein Ton vom Mikrofon",
      text:
        "Das System hält es zurück, wie bei einem Telefonanruf. Es kommt von selbst wieder; wenn nicht, schalte es aus und wieder ein.",
    },
    unplugged: {
      title: "Das Mikrofon ist weg",
      text:
        "Es wurde abgezogen, oder eine andere App hat es genommen. Der Anruf geht weiter; schalte es wieder ein, wenn es zurück ist.",
    },
    unknown: {
      title: "Das Mikrofon ist nicht angesprungen",
      text: "Versuche es noch einmal oder wähle ein anderes Gerät. Der Anruf geht auch ohne.",
    },
  },
  camera: {
    denied: {
      title: "Dein Browser gibt uns die Kamera nicht",
      text:
        "Erlaube die Kamera für diese Seite über das Symbol neben der Adresse und schalte sie wieder ein. Der Anruf geht auch ohne.",
    },
    missing: {
      title: "Keine Kamera gefunden",
      text: "Schließe eine an und schalte sie wieder ein. Der Anruf geht auch ohne.",
    },
    busy: {
      title: "Die Kamera ist belegt",
      text:
        "Eine andere App oder ein anderer Tab scheint sie zu benutzen. Schließe dort und schalte sie wieder ein. Der Anruf geht auch ohne.",
    },
    insecure: {
      title: "Keine Kamera über eine offene Adresse",
      text: "Browser geben die Kamera nur https-Adressen. Der Anruf geht auch ohne.",
    },
    interrupted: {
      title: "Gerade kein Bild von der Kamera",
      text:
        "Das System hält es zurück, wie bei einem Telefonanruf. Es kommt von selbst wieder; wenn nicht, schalte es aus und wieder ein.",
    },
    unplugged: {
      title: "Die Kamera ist weg",
      text:
        "Sie wurde abgezogen, oder eine andere App hat sie genommen. Der Anruf geht weiter; schalte sie wieder ein, wenn sie zurück ist.",
    },
    unknown: {
      title: "Die Kamera ist nicht angesprungen",
      text: "Versuche es noch einmal oder wähle ein anderes Gerät. Der Anruf geht auch ohne.",
    },
  },
  screen: {
    denied: {
      title: "Dein Browser gibt uns den Bildschirm nicht",
      text:
        "Erlaube diesem Browser in den Einstellungen deines Systems, den Bildschirm aufzunehmen, und versuche es noch einmal.",
    },
    missing: {
      title: "Kein Bildschirm gefunden",
      text: "Versuche es noch einmal oder wähle ein anderes Gerät. Der Anruf geht auch ohne.",
    },
    busy: {
      title: "Der Bildschirm ist belegt",
      text:
        "Eine andere App oder ein anderer Tab scheint ihn zu benutzen. Schließe dort und teile noch einmal. Der Anruf geht auch ohne.",
    },
    insecure: {
      title: "Kein Bildschirm über eine offene Adresse",
      text: "Browser geben den Bildschirm nur https-Adressen. Der Anruf geht auch ohne.",
    },
    interrupted: {
      title: "Gerade kein Bild vom Bildschirm",
      text:
        "Das System hält es zurück, wie bei einem Telefonanruf. Es kommt von selbst wieder; wenn nicht, schalte es aus und wieder ein.",
    },
    unplugged: {
      title: "Der Bildschirm ist weg",
      text:
        "Eine andere App hat ihn genommen. Der Anruf geht weiter; teile ihn wieder, wenn er zurück ist.",
    },
    unknown: {
      title: "Das Teilen hat nicht begonnen",
      text: "Versuche es noch einmal oder wähle ein anderes Gerät. Der Anruf geht auch ohne.",
    },
  },
};
