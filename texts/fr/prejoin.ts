import type { Catalogue } from "../catalogue.ts";

export const prejoin: Catalogue["prejoin"] = {
  noSuchRoom: "Salon introuvable",
  needsScript:
    "Un appel a besoin de JavaScript : c'est par lui que votre navigateur se connecte aux autres. Activez-le pour ce site et rechargez la page.",
  takesLong:
    "Cela dure. Si rien ne change, rechargez la page ; un navigateur d'avant 2022 est peut-être trop ancien pour les appels.",
  notAName: "Ce n'est pas un nom de salon",
  whatAName:
    "Un nom a de 1 à {max} lettres de a à z, chiffres et traits d'union. Redemandez le lien ou ouvrez votre propre salon.",
  toHome: "À la page d'accueil",
  left: "Vous avez quitté",
  about: "Vous allez rejoindre",
  yourName: "Votre nom",
  whatOthersSee: "Ce que voient les autres",
  nameMissing: "Saisissez d'abord un nom.",
  nameHint: "Pas de compte. Les autres voient ce nom, et cet appareil le retient.",
  note: "Une ligne pour l'hôte (facultatif)",
  noteHint: "L'hôte devra peut-être vous laisser entrer ; il voit votre nom et cette ligne.",
  waiting: "En attente : l'hôte doit vous laisser entrer",
  waitingHint: "Vous entrerez automatiquement. Personne ne peut encore vous voir ni vous entendre.",
  hostAway: "L'hôte n'est pas encore là",
  hostAwayHint:
    "Dès son arrivée, vous entrerez automatiquement ou demanderez à entrer. Personne ne peut vous voir ni vous entendre.",
  waitingShort: "En attente…",
  stopWaiting: "Quitter",
  join: "Rejoindre l'appel",
  joining: "Connexion…",
  joinAgain: "Rejoindre à nouveau",
  tryAgain: "Réessayer",
  cancel: "Annuler",
  callNotFetched: {
    title: "L'appel ne peut pas encore être affiché",
    text:
      "Une partie de cette page n'a pas pu être chargée. Nous continuons d'essayer. Vous êtes dans l'appel entre-temps, micro et caméra tels que vous les avez laissés.",
  },
  hideAddress: "Cacher mon adresse réseau",
  hideAddressHint:
    "Les autres n'apprennent alors pas où vous êtes sur internet. Tout passe par un relais, ce qui prend un peu plus de temps.",
  hideAddressFails:
    "Il faut pour cela un relais, et il n'y en a pas ici, ou il ne répond pas. Vous ne pouvez pas entrer ainsi : désactivez cela ou réessayez plus tard.",
  microphone: "Micro",
  camera: "Caméra",
  both: "Micro et caméra",
  yourCamera: "Votre caméra",
  microphoneOn: "Activer le micro",
  microphoneOff: "Couper le micro",
  cameraIsOff: "Votre caméra est coupée",
  mayAsk: "Votre navigateur vous demandera peut-être d'autoriser la caméra",
  seal: {
    unknown: "Le son et l'image vont de votre navigateur aux autres, chiffrés. Rien à installer.",
    sealed:
      "Ce lien contient une clé qui n'est jamais envoyée au serveur. Le serveur qui vous présente ne peut ni lire la présentation ni la modifier sans que cela se voie.",
    open:
      "Ce lien n'a pas de clé : quiconque connaît le nom du salon peut entrer. La présentation n'est pas scellée, comparez donc les codes.",
  },
};
