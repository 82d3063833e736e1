import type { Catalogue } from "../catalogue.ts";

export const stage: Catalogue["stage"] = {
  more: "Mais",
  layout: "Disposição: {name}. Mudar",
  layoutNow: "Disposição: {name}",
  changeLayout: "Mudar a disposição",
  layouts: { gallery: "Galeria", speaker: "Quem fala", compact: "Faixa compacta" },
  showSelf: "Mostrar sua imagem",
  hideSelf: "Ocultar sua imagem",
  selfAt: {
    "bottom-right": "Sua imagem, embaixo à direita. Arraste-a ou mova-a com as setas.",
    "bottom-left": "Sua imagem, embaixo à esquerda. Arraste-a ou mova-a com as setas.",
    "top-left": "Sua imagem, em cima à esquerda. Arraste-a ou mova-a com as setas.",
    "top-right": "Sua imagem, em cima à direita. Arraste-a ou mova-a com as setas.",
  },
  keys: "Teclas",
  fullScreen: "Tela cheia",
  leaveFullScreen: "Sair da tela cheia",
  pip: "Imagem na imagem",
  leavePip: "Sair da imagem na imagem",
  pipEmpty: "Nenhuma câmera está ligada, então não há imagem para levar.",
  pipFailed: "O navegador não abriu a imagem. Tente de novo.",
};
