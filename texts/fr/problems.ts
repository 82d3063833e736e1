import type { Catalogue } from "../catalogue.ts";

export const problems: Catalogue["problems"] = {
  call: {
    "bad-room": {
      title: "Ce lien n'a pas de nom de salon utilisable",
      text: "Redemandez le lien ou ouvrez un nouveau salon depuis la page d'accueil.",
    },
    "bad-key": {
      title: "Ce lien est incomplet",
      text:
        "La partie après # semble coupée ou modifiée. Redemandez le lien et copiez-le en entier.",
    },
    "bad-settings": {
      title: "Ce lien n'est pas compris ici",
      text:
        "Quelque chose y est coupé ou modifié, ou il demande ce que cette page ne connaît pas. Redemandez le lien et copiez-le en entier. S'il est complet, rechargez cette page.",
    },
    "bad-name": {
      title: "Ce nom ne peut pas être affiché",
      text: "Saisissez un nom de 1 à 40 caractères.",
    },
    unsupported: {
      title: "Ce navigateur ne peut pas passer d'appels",
      text:
        "Il n'a pas WebRTC, ou l'a désactivé. Ouvrez le lien dans un Firefox, Chrome, Edge ou Safari à jour.",
    },
    insecure: {
      title: "Cette adresse n'est pas assez sûre pour un appel",
      text:
        "Les navigateurs n'autorisent les appels qu'en https. Ouvrez le même lien avec https:// au début.",
    },
    "broker-unreachable": {
      title: "Impossible de joindre les autres pour l'instant",
      text:
        "Le serveur qui présente les personnes ne répond pas. Vérifiez votre connexion, puis réessayez. Un réseau d'entreprise ou un VPN le bloque peut-être.",
    },
    "broker-refused": {
      title: "Le serveur nous a refusés",
      text:
        "Il est peut-être occupé, ou le salon est ouvert dans beaucoup d'onglets. Attendez un instant, puis réessayez.",
    },
    "no-answer": {
      title: "Personne n'a répondu dans le salon",
      text:
        "Quelqu'un est là, mais la connexion n'a pas pu se faire. Réessayez ; si cela persiste, vérifiez l'horloge de cet appareil ou essayez un autre réseau.",
    },
    tampered: {
      title: "La présentation a été altérée",
      text:
        "Quelque chose entre vous et le salon modifie ou falsifie les messages qui vous relieraient. Ils ont été refusés, et vous n'êtes relié à personne. Essayez un autre réseau ; si cela persiste, prévenez les autres autrement.",
    },
    "room-full": { title: "Ce salon est plein", text: "Réessayez quand quelqu'un sera parti." },
    refused: {
      title: "On ne vous a pas laissé entrer",
      text:
        "Le salon ne vous accepte pas pour l'instant. Demandez à la personne qui vous a invité.",
    },
    locked: {
      title: "Le salon est verrouillé",
      text:
        "L'hôte ne laisse plus entrer personne. Demandez-lui de le déverrouiller, puis réessayez.",
    },
    denied: {
      title: "L'hôte ne vous a pas laissé entrer",
      text: "Parlez-lui autrement, puis redemandez.",
    },
    removed: {
      title: "L'hôte vous a retiré",
      text: "Vous ne pouvez pas revenir dans ce salon par ce lien.",
    },
    "no-relay": {
      title: "Votre adresse ne peut pas être cachée ici",
      text:
        "Il faut pour cela un relais, et il n'y en a pas ici, ou il ne répond pas. Vous n'êtes relié à personne. Réessayez plus tard, ou montrez votre adresse réseau aux personnes de l'appel.",
    },
    aborted: { title: "Vous avez cessé d'entrer", text: "Rejoignez à nouveau quand vous voulez." },
    dropped: {
      title: "L'appel s'est arrêté ici",
      text:
        "Votre connexion au salon est perdue. Les autres y sont peut-être encore : rejoignez à nouveau.",
    },
    unknown: {
      title: "Quelque chose s'est mal passé",
      text:
        "L'entrée n'a pas marché, et nous ne savons pas pourquoi. Rechargez la page et réessayez.",
    },
  },
  microphone: {
    denied: {
      title: "Votre navigateur nous refuse le micro",
      text:
        "Autorisez le micro pour ce site par l'icône à côté de l'adresse, puis réactivez-le. L'appel marche sans lui.",
    },
    missing: {
      title: "Aucun micro trouvé",
      text: "Branchez-en un, puis réactivez-le. L'appel marche sans lui.",
    },
    busy: {
      title: "Le micro est occupé",
      text:
        "Une autre application ou un autre onglet semble l'utiliser. Fermez-le, puis réactivez. L'appel marche sans lui.",
    },
    insecure: {
      title: "Pas de micro sur une adresse ouverte",
      text: "Les navigateurs ne donnent le micro qu'aux adresses https. L'appel marche sans lui.",
    },
    interrupted: {
      title: "Pas de son du micro pour l'instant",
      text:
        "Le système le retient, comme pendant un appel téléphonique. Cela revient tout seul ; sinon, désactivez puis réactivez.",
    },
    unplugged: {
      title: "Le micro a disparu",
      text:
        "Il a été débranché, ou une autre application l'a pris. L'appel continue ; réactivez-le à son retour.",
    },
    unknown: {
      title: "Le micro n'a pas démarré",
      text: "Réessayez ou choisissez-en un autre. L'appel marche sans lui.",
    },
  },
  camera: {
    denied: {
      title: "Votre navigateur nous refuse la caméra",
      text:
        "Autorisez la caméra pour ce site par l'icône à côté de l'adresse, puis réactivez-la. L'appel marche sans elle.",
    },
    missing: {
      title: "Aucune caméra trouvée",
      text: "Branchez-en une, puis réactivez-la. L'appel marche sans elle.",
    },
    busy: {
      title: "La caméra est occupée",
      text:
        "Une autre application ou un autre onglet semble l'utiliser. Fermez-le, puis réactivez. L'appel marche sans elle.",
    },
    insecure: {
      title: "Pas de caméra sur une adresse ouverte",
      text: "Les navigateurs ne donnent la caméra qu'aux adresses https. L'appel marche sans elle.",
    },
    interrupted: {
      title: "Pas d'image de la caméra pour l'instant",
      text:
        "Le système le retient, comme pendant un appel téléphonique. Cela revient tout seul ; sinon, désactivez puis réactivez.",
    },
    unplugged: {
      title: "La caméra a disparu",
      text:
        "Elle a été débranchée, ou une autre application l'a prise. L'appel continue ; réactivez-la à son retour.",
    },
    unknown: {
      title: "La caméra n'a pas démarré",
      text: "Réessayez ou choisissez-en une autre. L'appel marche sans elle.",
    },
  },
  screen: {
    denied: {
      title: "Votre navigateur nous refuse l'écran",
      text:
        "Autorisez ce navigateur à enregistrer l'écran dans les réglages du système, puis réessayez.",
    },
    missing: {
      title: "Aucun écran trouvé",
      text: "Réessayez ou choisissez-en un autre. L'appel marche sans lui.",
    },
    busy: {
      title: "L'écran est occupé",
      text:
        "Une autre application ou un autre onglet semble l'utiliser. Fermez-le, puis partagez à nouveau. L'appel marche sans lui.",
    },
    insecure: {
      title: "Pas d'écran sur une adresse ouverte",
      text: "Les navigateurs ne donnent l'écran qu'aux adresses https. L'appel marche sans lui.",
    },
    interrupted: {
      title: "Pas d'image de l'écran pour l'instant",
      text:
        "Le système le retient, comme pendant un appel téléphonique. Cela revient tout seul ; sinon, désactivez puis réactivez.",
    },
    unplugged: {
      title: "L'écran a disparu",
      text:
        "Une autre application l'a pris. L'appel continue ; partagez-le à nouveau à son retour.",
    },
    unknown: {
      title: "Le partage d'écran n'a pas démarré",
      text: "Réessayez ou choisissez-en un autre. L'appel marche sans lui.",
    },
  },
};
