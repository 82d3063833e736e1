import type { Catalogue } from "../catalogue.ts";

export const invite: Catalogue["invite"] = {
  title: "Inviter",
  sealed:
    "Quiconque a ce lien peut entrer. La partie après # est la clé du salon : ne la donnez qu'aux personnes que vous voulez ici.",
  open: "Quiconque connaît le nom de ce salon peut entrer : le lien n'a pas de clé.",
  link: "Lien",
  copy: "Copier le lien",
  copied: "Copié",
  copyFailed: "La copie n'est pas permise ici. Sélectionnez le lien et copiez-le à la main.",
  share: "Partager",
  qr: "Code QR du lien",
  qrHint: "Ou faites lire ce code par un téléphone.",
  qrFailed:
    "Le code QR ne peut pas être dessiné : une partie de cette page n'a pas pu être chargée. Fermez ceci et rouvrez dans un instant.",
};
