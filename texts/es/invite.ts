import type { Catalogue } from "../catalogue.ts";

export const invite: Catalogue["invite"] = {
  title: "Invitar",
  sealed:
    "Quien tenga este enlace puede entrar. Lo que va tras # es la clave de la sala: pásalo solo a quien quieras aquí.",
  open: "Quien sepa el nombre de esta sala puede entrar: el enlace no tiene clave.",
  link: "Enlace",
  copy: "Copiar enlace",
  copied: "Copiado",
  copyFailed: "Aquí no se permite copiar. Selecciona el enlace y cópialo a mano.",
  share: "Compartir",
  qr: "Código QR del enlace",
  qrHint: "O deja que un teléfono lea este código.",
  qrFailed:
    "No se puede dibujar el código QR: una parte de esta página no se pudo cargar. Cierra esto y ábrelo otra vez en un momento.",
};
