import type { Catalogue } from "../catalogue.ts";

export const stage: Catalogue["stage"] = {
  more: "Plus",
  layout: "Disposition : {name}. La changer",
  layoutNow: "Disposition : {name}",
  changeLayout: "Changer la disposition",
  layouts: { gallery: "Galerie", speaker: "Orateur", compact: "Bande compacte" },
  showSelf: "Afficher votre image",
  hideSelf: "Masquer votre image",
  selfAt: {
    "bottom-right":
      "Votre image, en bas à droite. Faites-la glisser ou déplacez-la avec les flèches.",
    "bottom-left":
      "Votre image, en bas à gauche. Faites-la glisser ou déplacez-la avec les flèches.",
    "top-left": "Votre image, en haut à gauche. Faites-la glisser ou déplacez-la avec les flèches.",
    "top-right":
      "Votre image, en haut à droite. Faites-la glisser ou déplacez-la avec les flèches.",
  },
  keys: "Touches",
  fullScreen: "Plein écran",
  leaveFullScreen: "Quitter le plein écran",
  pip: "Image dans l'image",
  leavePip: "Quitter l'image dans l'image",
  pipEmpty: "Aucune caméra n'est active : il n'y a pas d'image à emporter.",
  pipFailed: "Le navigateur n'a pas ouvert d'image. Réessayez.",
};
