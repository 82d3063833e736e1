import type { Catalogue } from "../catalogue.ts";

export const failed: Catalogue["failed"] = {
  part: "Cette partie de la page ne fonctionne plus.",
  page: "Un problème est survenu sur cette page",
  pageText: "Si vous êtes en appel, il continue : les autres vous voient et vous entendent encore.",
  message: "Ce message ne peut pas être affiché.",
  file: "Ce fichier ne peut pas être affiché.",
  person: "Cette personne ne peut pas être affichée.",
  screen: "Cet écran ne peut pas être affiché.",
  sound: "Le son de quelqu'un ne peut pas être lu.",
  drawings: "Les dessins ne peuvent pas être affichés.",
  notice: "Un avis ne peut pas être affiché.",
  again: "Réessayer",
};
