import type { Catalogue } from "../catalogue.ts";

export const call: Catalogue["call"] = {
  stage: "Appel",
  controls: "Commandes de l'appel",
  mute: "Couper le micro",
  unmute: "Rétablir le micro",
  cameraOn: "Activer la caméra",
  cameraOff: "Couper la caméra",
  share: "Partager votre écran",
  stopSharing: "Arrêter le partage d'écran",
  invite: "Inviter quelqu'un",
  leave: "Quitter l'appel",
  close: "Fermer {what}",
  you: "Vous",
  yourScreen: "Votre écran",
  screenOf: "{name} : écran",
  muted: "Micro coupé :",
  connecting: "Connexion…",
  reconnecting: "Reconnexion…",
  reconnectingFor: "Reconnexion, {seconds} s",
  noConnection: "Pas de connexion. Un autre réseau aidera peut-être.",
  noNewcomers: "Personne ne peut entrer pour l'instant. L'appel lui-même n'est pas touché.",
  hear: "Touchez pour entendre les autres",
  alone: "Il n'y a personne d'autre ici",
  sendLink: "Envoyez ce lien aux personnes à qui vous voulez parler.",
  moreWays: "Autres moyens",
  copyFailedMore:
    "La copie n'est pas permise ici. « Autres moyens » contient le lien à sélectionner et un code QR.",
  closeMessage: "Fermer ce message",
  joined: "{name} est dans l'appel",
  left: "{name} a quitté l'appel",
  certificateChanged: {
    title: "{name} doit être vérifié à nouveau",
    text: "Sa connexion a changé.",
  },
  introductionRefused: {
    title: "Une présentation a été refusée",
    text:
      "Elle n'était pas scellée avec la clé de ce salon, a été modifiée ou envoyée deux fois, ou une horloge est fausse de plusieurs minutes. Elle n'a pas servi.",
  },
  address: {
    hide: "Cacher mon adresse réseau",
    show: "Montrer mon adresse réseau",
    hidden: "Adresse cachée",
    hiddenMeans: "Les autres ne peuvent pas voir votre adresse réseau. Tout passe par un relais.",
    hiddenNow: {
      title: "Votre adresse est cachée désormais",
      text: "Qui était relié à vous avant l'a peut-être vue.",
    },
    noRelay: {
      title: "Votre adresse ne peut pas être cachée ici",
      text:
        "Il faut pour cela un relais, et il n'y en a pas ici, ou il ne répond pas. Les autres peuvent encore la voir.",
    },
  },
  relayed: "Par un relais :",
  relayedMeans: "Relié par un relais, qui transmet ce qu'il ne peut pas lire",
  mutedYou: {
    title: "{name} a coupé votre micro",
    text: "C'est l'hôte de cet appel. Réactivez votre micro quand ce sera votre tour.",
  },
  letIn: "L'hôte vous a laissé entrer",
  host: "Hôte",
  hostControls: "Commandes de l'hôte",
  hostControlsWaiting: {
    one: "Commandes de l'hôte, {count} personne attend",
    other: "Commandes de l'hôte, {count} personnes attendent",
  },
  iAmHost: "Je suis l'hôte",
  hostNotFetched:
    "Les commandes de l'hôte ne peuvent pas être affichées : une partie de cette page n'a pas pu être chargée. Fermez ceci et rouvrez dans un instant.",
  compareCodes: "Comparer les codes",
  shield: {
    alone: "Personne avec qui comparer",
    compared: "Tous comparés",
    sealed: "Pas encore comparé",
    connecting: "Connexion",
    unsealed: "Présentation non scellée",
    "could-not-verify": "Vérification impossible",
    changed: "Vérifiez à nouveau",
    differ: "Codes différents",
  },
  mark: { compared: "Comparé :", changed: "À vérifier à nouveau :", differ: "Codes différents :" },
  moment: "Un instant…",
  partNotFetched:
    "Une partie de cette page n'a pas pu être chargée. Fermez ceci et rouvrez dans un instant.",
  codesNotFetched:
    "Les codes ne peuvent pas être affichés : une partie de cette page n'a pas pu être chargée. Fermez ceci et rouvrez dans un instant.",
};
