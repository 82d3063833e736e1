import type { Catalogue } from "../catalogue.ts";

export const verify: Catalogue["verify"] = {
  everyone: "Tous",
  people: "Personnes",
  codeForEveryone: "Code pour tous",
  codeWith: "Code avec {name}",
  codesWith: "Codes avec {name}",
  inDigits: "En chiffres :",
  matchOnEveryScreen: "Ils concordent sur tous les écrans",
  match: "Ils concordent",
  differ: "Ils diffèrent",
  withdraw: "Retirer",
  whatProtects: "Ce que cela protège, et ce que non",
  compareByText: "Comparer plutôt par texte",
  makingLong: "Création du code long…",
  sendDigits:
    "Envoyez ces 60 chiffres à {name} par un autre moyen, comme une messagerie de confiance, et pas dans la discussion de cet appel. {name} doit voir la même chose.",
  longCodeWith: "Code long avec {name}",
  whenDiffer:
    "Assurez-vous d'abord que personne n'a mal lu : si c'est le cas, retirez. S'ils diffèrent vraiment, quittez cet appel, créez un nouveau lien et donnez-le à {name} par un autre moyen que le dernier.",
  leave: "Quitter",
  newRoomLink: "Lien de nouveau salon",
  trust: {
    connecting: {
      title: "Connexion",
      text: "Le code apparaît quand la connexion avec {name} est là.",
    },
    reconnecting: {
      title: "Reconnexion",
      text: "Au retour de {name}, le certificat sera regardé à nouveau.",
    },
    stillHolds: "Si c'est le même, ce que vous avez comparé vaut.",
    sealed: {
      title: "Pas encore comparé",
      text:
        "La présentation était scellée avec la clé du lien du salon. Comparez le code pour savoir que personne ayant ce lien n'est entre vous et {name}.",
    },
    unsealed: {
      title: "Présentation non scellée",
      text:
        "Le lien du salon n'a pas de clé ; le serveur qui vous a présentés a donc pu mettre quelqu'un entre vous et {name}. Comparer le code montre s'il l'a fait.",
    },
    compared: {
      title: "Comparé",
      text:
        "Vous avez dit que les codes concordent. Cela vaut tant que {name} garde ce certificat ; s'il change, vous serez prévenu.",
    },
    differ: {
      title: "Codes différents",
      text:
        "Quelqu'un est peut-être entre vous et {name}. Plus rien de vous n'y va : ni son, ni image, ni discussion, ni fichier.",
    },
    couldNotVerify: "Vérification impossible",
    noCertificate:
      "Ce navigateur ne montre pas quel certificat il utilise avec {name}, il n'y a donc pas de code à comparer. Un Firefox, Chrome, Edge ou Safari à jour le montrera peut-être.",
    tooManyRuns:
      "Trois essais de créer un code avec {name} ont été interrompus. La cause peut être une mauvaise connexion, ou quelqu'un au milieu. Vous pouvez encore comparer le code long.",
    changed: {
      title: "Comparez à nouveau",
      text:
        "{name} a maintenant un autre certificat qu'avant. Cela n'arrive pas tout seul : quelqu'un s'est peut-être mis au milieu. Ce que vous aviez comparé ne vaut plus ; lisez le nouveau code.",
    },
    stillWithheld: "Toujours rien de vous ne va à {name}.",
  },
  waiting: {
    making: "Création du code avec {name}…",
    again:
      "Un essai de créer le code avec {name} a été interrompu. Un autre commence dans un instant.",
    yourself:
      "Cette connexion revient à votre propre navigateur : il n'y a personne d'autre au bout.",
  },
  group: {
    noOwnCertificate:
      "Ce navigateur ne montre pas son propre certificat, il n'y a donc pas de code pour tous.",
    hidden:
      "Il n'y a pas de code pour tous : ce navigateur ne montre pas son certificat avec {names}.",
    waiting: "Création du code pour tous : en attente de {names}…",
    somebody: "quelqu'un",
    blocked: "Vous avez dit que les codes avec {names} diffèrent. Réglez d'abord cela plus bas.",
    said: "Tout le monde ici est comparé.",
    open:
      "Si quelqu'un voit un autre code, comparez plus bas avec chaque personne pour savoir avec qui.",
    sameFingerprint:
      "Deux personnes ici ont le même certificat, ce qui ne peut pas être. Comparez plus bas avec chaque personne.",
    oldEpoch: "Le code pour tous est périmé. Comparez plus bas avec chaque personne.",
    tooManyRuns:
      "Trop d'allées et venues pour un autre code pour tous. Comparez plus bas avec chaque personne.",
    didNotFit:
      "Il n'y a pas de code pour tous : ce que {name} a envoyé ne convenait pas. Comparez plus bas avec chaque personne.",
    notThisTime:
      "Il n'y a pas de code pour tous cette fois. Comparez plus bas avec chaque personne.",
  },
  sealed:
    "Les présentations dans ce salon sont scellées avec la clé de son lien : le serveur qui les transmet ne peut ni les lire ni les modifier sans que cela se voie.",
  notSealed:
    "Le lien de ce salon n'a pas de clé : les présentations ne sont pas scellées, et le serveur qui les transmet peut les lire et les modifier.",
  refused: {
    one:
      "Une présentation a été refusée et n'a pas servi : pas scellée avec la clé de ce salon, modifiée ou envoyée deux fois.",
    other:
      "{count} présentations ont été refusées et n'ont pas servi : pas scellées avec la clé de ce salon, modifiées ou envoyées deux fois.",
  },
  how: {
    nobody:
      "Il n'y a personne d'autre ici. Quand quelqu'un viendra, vous verrez tous deux ici un code à comparer.",
    pair:
      "Lisez-vous les noms à voix haute, ici dans l'appel. Vous devez voir tous deux la même chose, dans le même ordre.",
    group:
      "Qu'une personne lise à voix haute les noms du code pour tous, ici dans l'appel. Tous doivent voir la même chose, dans le même ordre.",
  },
};
