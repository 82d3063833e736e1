import type { Catalogue } from "../catalogue.ts";

export const keys: Catalogue["keys"] = {
  title: "Touches",
  how: "Elles marchent dans un appel quand vous n'écrivez pas, et jamais avec Ctrl, Alt ou Cmd.",
  actions: {
    microphone: "Micro actif ou coupé",
    camera: "Caméra active ou coupée",
    talk: "Maintenir pour parler",
    screen: "Partager votre écran, ou arrêter",
    chat: "Discussion",
    people: "Personnes",
    fullscreen: "Plein écran",
    layout: "Changer la disposition",
    help: "Cette liste",
  },
  names: { space: "Espace" },
  escape: "Fermer un panneau",
  arrows: "Déplacer votre image, quand elle a le focus",
  use: "Utiliser ces touches",
};
