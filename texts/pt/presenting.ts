import type { Catalogue } from "../catalogue.ts";

export const presenting: Catalogue["presenting"] = {
  screen:
    "Tela compartilhada. Mais e menos mudam o zoom, as setas movem, zero mostra tudo. L aponta, P desenha, Escape encerra ambos.",
  tools: "Zoom e tinta",
  nearer: "Ampliar",
  farther: "Reduzir",
  whole: "Mostrar tudo",
  laser: "Apontar",
  pen: "Desenhar",
  colours: "Cor",
  colour: { 0: "Rosa", 1: "Amarelo", 2: "Verde", 3: "Azul", 4: "Violeta" },
  undo: "Desfazer a última linha",
  clearMine: "Remover o que você desenhou",
  clearAll: "Remover tudo o que foi desenhado",
};
