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
  withdraw: "Annuler",
  whatProtects: "Ce que cela protège, et ce que cela ne protège pas",
  compareByText: "Comparer plutôt par écrit",
  makingLong: "Création du code long…",
  sendDigits:
    "Envoyez ces 60 chiffres à {name} dans une autre application de confiance, pas dans la discussion de cet appel. {name} doit voir les mêmes.",
  longCodeWith: "Code long avec {name}",
  whenDiffer:
    "Vérifiez encore que personne n'a mal lu. S'ils ne concordent vraiment pas, quittez l'appel, créez un nouveau lien et envoyez-le à {name} par un autre moyen.",
  leave: "Quitter",
  newRoomLink: "Lien de nouveau salon",
  trust: {
    connecting: {
      title: "Connexion",
      text: "Le code apparaît quand la connexion avec {name} est là.",
    },
    reconnecting: {
      title: "Reconnexion",
      text: "Au retour de {name}, sa connexion sera contrôlée à nouveau.",
    },
    stillHolds: "Si c'est la même, la vérification reste valable.",
    sealed: {
      title: "Non vérifié",
      text:
        "Votre connexion est protégée par la clé du lien. Vérifiez pour être sûr que personne d'autre ayant ce lien n'est entre vous et {name}.",
    },
    unsealed: {
      title: "Pas protégé par une clé de lien",
      text:
        "Le lien du salon n'a pas de clé ; le serveur a donc pu mettre quelqu'un entre vous et {name}. Vérifiez pour le savoir.",
    },
    compared: {
      title: "Vérifié",
      text:
        "Vous avez dit que les codes concordent. Si la connexion de {name} change, vous serez prévenu.",
    },
    differ: {
      title: "Les codes ne concordent pas",
      text:
        "Quelqu'un est peut-être entre vous. Vous n'envoyez plus à {name} ni son, ni vidéo, ni messages, ni fichiers.",
    },
    couldNotVerify: "Vérification impossible",
    noCertificate:
      "Ce navigateur ne montre pas quel certificat il utilise avec {name}, il n'y a donc pas de code à comparer. Un Firefox, Chrome, Edge ou Safari à jour le montrera peut-être.",
    tooManyRuns:
      "Trois essais de créer un code avec {name} ont été interrompus. La cause peut être une mauvaise connexion, ou quelqu'un au milieu. Vous pouvez encore comparer le code long.",
    changed: {
      title: "Vérifiez à nouveau",
      text:
        "La connexion de {name} n'est plus la même. C'est peut-être une nouvelle arrivée, ou quelqu'un s'est mis entre vous. La vérification d'avant ne vaut plus : comparez le nouveau code.",
    },
    stillWithheld: "Vous n'envoyez toujours rien à {name}.",
  },
  waiting: {
    making: "Création du code avec {name}…",
    again:
      "La création du code avec {name} a été interrompue. Un autre essai commence dans un instant.",
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
    said: "Tout le monde ici est vérifié.",
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
    pair: "Lisez ces mots à voix haute. Vous devriez voir tous deux les mêmes, dans le même ordre.",
    group:
      "Une personne lit ces mots à voix haute. Tout le monde devrait voir les mêmes, dans le même ordre.",
  },
  askDiffer: {
    question: "Vous êtes-vous lu les codes, et étaient-ils différents ?",
    yes: "Oui, ils diffèrent",
    again: "Vérifier encore",
  },
  stopped: {
    one: "{names} ne reçoit rien de vous : ni son, ni vidéo, ni messages.",
    other: "{names} ne reçoivent rien de vous : ni son, ni vidéo, ni messages.",
  },
  halted: {
    one: "Le navigateur de {names} ne vous envoie plus rien.",
    other: "Les navigateurs de {names} ne vous envoient plus rien.",
  },
  haltedTile: "Ne vous envoie rien",
  haltedWhat: "Ce que cela signifie",
  haltedMeans:
    "Pour l'instant, vous n'entendez et ne voyez rien de ce côté, et les messages ne vous parviennent pas. L'autre écran montrait peut-être un autre code que le vôtre. Parlez-vous par un autre moyen, par exemple au téléphone, et comparez à nouveau vos codes.",
  verifyNow: "Vérifier",
  notSentTo: "Pas envoyé à {names}",
};
