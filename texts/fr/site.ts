import type { Catalogue } from "../catalogue.ts";

export const site: Catalogue["site"] = {
  title: "Kibitz : ouvrez un lien, vous êtes dans l'appel",
  skip: "Aller au contenu",
  siteNav: "Site",
  moreNav: "Plus",
  security: "Sécurité",
  docs: "Documents",
  threatModel: "Modèle de menace",
  free: "Kibitz est un logiciel libre sous licence Apache 2.0.",
  language: "Langue",
  description:
    "Des appels vidéo avec un seul lien. Votre appel est chiffré de navigateur à navigateur ; le serveur vous présente et ne reçoit jamais la clé de votre lien.",
  openALink: "Ouvrez un lien.",
  inACall: "Vous êtes dans l'appel.",
  lead:
    "Pas de compte, rien à installer. Votre appel est chiffré de navigateur à navigateur ; le serveur vous présente et ne reçoit jamais la clé de votre lien.",
  howProtected: "Comment c'est protégé, et ce qui ne l'est pas",
  diagram:
    "Deux navigateurs reliés par une ligne épaisse : le son, l'image et la discussion y passent directement, chiffrés. Des lignes fines en tirets montent de chacun vers ce serveur, qui les présente.",
  diagramServer: "ce serveur",
  diagramIntroduces: "vous présente",
  diagramYou: "vous",
  diagramThey: "eux",
  diagramContent: "son, image, discussion",
  diagramStraight: "chiffré, en direct",
  startACall: "Démarrer un appel",
  roomName: "Nom du salon",
  suggest: "Proposer un autre nom",
  keyMadeHere: "La clé est créée ici, dans votre navigateur. Qui a le lien peut entrer.",
  create: "Créer le salon",
  needsScript: "Les appels ont besoin de JavaScript. Autorisez-le pour ce site.",
  openARoom: "Ouvrir un salon",
  linkOrName: "Lien ou nom",
  nameOnly: "Le nom d'un salon. Pour un lien, ouvrez-le directement.",
  open: "Ouvrir",
  nameAlone:
    "Un nom seul n'a pas de clé : qui le devine peut entrer, et il faut croire que le serveur vous présente honnêtement.",
  otherSite: "Ce lien appartient à un autre site :",
  goTo: "aller à {host}",
  refusals: {
    empty: "Collez d'abord un lien ou saisissez le nom d'un salon.",
    "too-long": "C'est trop long pour un lien ou un nom. Recopiez le lien et ne collez que lui.",
    "not-a-room": "Ce lien ne mène pas à un salon. Le lien d'un salon contient /r/ et un nom.",
    "bad-key":
      "La clé à la fin de ce lien n'est pas entière. Recopiez le lien, jusqu'à la dernière lettre.",
    "bad-settings":
      "Ce lien demande quelque chose d'inconnu ici, ou n'est pas entier. Recopiez le lien, jusqu'à la dernière lettre.",
    "no-name": "Le nom d'un salon demande au moins une lettre de a à z ou un chiffre.",
  },
  notALink:
    "Ce formulaire prend le nom d'un salon, pas un lien. Ouvrez le lien lui-même ; et s'il contenait une clé, le serveur l'a maintenant vue : créez un nouveau lien.",
  recent: "Salons récents",
  forgetAll: "Tout oublier",
  byName: "par nom",
  privateLink: "lien privé",
  keptHere: "Gardés dans ce navigateur seulement, avec leurs clés.",
  errors: {
    400: {
      title: "Cela n'avait pas de sens ici",
      text:
        "L'adresse ou le formulaire contenait quelque chose que cette page ne peut pas utiliser.",
    },
    404: {
      title: "Il n'y a rien ici",
      text:
        "L'adresse est peut-être mal saisie ou ancienne. Le lien d'un salon contient /r/ et le nom du salon.",
    },
    405: {
      title: "Cette page ne s'utilise pas ainsi",
      text: "La page existe, mais ne répond pas à ce genre de requête.",
    },
    500: {
      title: "Quelque chose s'est cassé chez nous",
      text:
        "Vous n'y êtes pour rien. Réessayez dans un instant ; les appels en cours continuent sans nous.",
    },
  },
  toTheStart: "Aller au début",
  readTheDocs: "Lire les documents",
};
