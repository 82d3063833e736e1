import type { Catalogue } from "../catalogue.ts";

export const app: Catalogue["app"] = {
  description: "Des appels de navigateur à navigateur, avec un seul lien.",
  startACall: "Démarrer un appel",
  offline: {
    title: "Pas de connexion",
    text:
      "Cet appareil n'atteint pas Kibitz pour l'instant. La page s'ouvrira toute seule au retour de la connexion.",
    calls:
      "Un appel en cours dans une autre fenêtre continue tant que les autres restent joignables.",
    join:
      "Pour démarrer ou rejoindre un appel, il faut une connexion : le serveur présente les navigateurs les uns aux autres.",
    again: "Réessayer",
  },
};
