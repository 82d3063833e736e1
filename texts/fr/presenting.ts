import type { Catalogue } from "../catalogue.ts";

export const presenting: Catalogue["presenting"] = {
  screen:
    "Écran partagé. Plus et moins zooment, les flèches déplacent, zéro le montre en entier. L pointe, P dessine, Échap arrête les deux.",
  tools: "Zoom et encre",
  nearer: "Agrandir",
  farther: "Réduire",
  whole: "Tout afficher",
  laser: "Pointer",
  pen: "Dessiner",
  colours: "Couleur",
  colour: { 0: "Rose", 1: "Jaune", 2: "Vert", 3: "Bleu", 4: "Violet" },
  undo: "Annuler le dernier trait",
  clearMine: "Retirer ce que vous avez dessiné",
  clearAll: "Retirer tout ce qui est dessiné",
};
