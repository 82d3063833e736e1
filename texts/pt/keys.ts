import type { Catalogue } from "../catalogue.ts";

export const keys: Catalogue["keys"] = {
  title: "Teclas",
  how: "Funcionam em uma chamada enquanto você não escreve, e nunca junto com Ctrl, Alt ou Cmd.",
  actions: {
    microphone: "Microfone ligado e desligado",
    camera: "Câmera ligada e desligada",
    talk: "Segurar para falar",
    screen: "Compartilhar sua tela, ou parar",
    chat: "Conversa",
    people: "Pessoas",
    fullscreen: "Tela cheia",
    layout: "Mudar a disposição",
    help: "Esta lista",
  },
  names: { space: "Espaço" },
  escape: "Fechar um painel",
  arrows: "Mover sua imagem, quando ela tem o foco",
  use: "Usar estas teclas",
};
