import type { Catalogue } from "../catalogue.ts";

export const app: Catalogue["app"] = {
  description: "Anrufe von Browser zu Browser, über einen Link.",
  startACall: "Anruf starten",
  offline: {
    title: "Keine Verbindung",
    text:
      "Dieses Gerät erreicht Kibitz gerade nicht. Die Seite öffnet sich von selbst, wenn die Verbindung wieder da ist.",
    calls:
      "Ein Anruf in einem anderen Fenster läuft weiter, solange die anderen noch erreichbar sind.",
    join:
      "Um einen Anruf zu starten oder beizutreten, brauchst du eine Verbindung: Der Server stellt die Browser einander vor.",
    again: "Noch einmal versuchen",
  },
};
