import type { Catalogue } from "../catalogue.ts";

export const stage: Catalogue["stage"] = {
  more: "Más",
  layout: "Disposición: {name}. Cambiarla",
  layoutNow: "Disposición: {name}",
  changeLayout: "Cambiar la disposición",
  layouts: { gallery: "Galería", speaker: "Quien habla", compact: "Tira compacta" },
  showSelf: "Mostrar tu imagen",
  hideSelf: "Ocultar tu imagen",
  selfAt: {
    "bottom-right": "Tu imagen, abajo a la derecha. Arrástrala o muévela con las flechas.",
    "bottom-left": "Tu imagen, abajo a la izquierda. Arrástrala o muévela con las flechas.",
    "top-left": "Tu imagen, arriba a la izquierda. Arrástrala o muévela con las flechas.",
    "top-right": "Tu imagen, arriba a la derecha. Arrástrala o muévela con las flechas.",
  },
  keys: "Teclas",
  fullScreen: "Pantalla completa",
  leaveFullScreen: "Salir de pantalla completa",
  pip: "Imagen en imagen",
  leavePip: "Salir de imagen en imagen",
  pipEmpty: "Nadie tiene la cámara encendida, así que no hay imagen que llevarse.",
  pipFailed: "El navegador no abrió la imagen. Inténtalo de nuevo.",
};
