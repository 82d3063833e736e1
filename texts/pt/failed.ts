import type { Catalogue } from "../catalogue.ts";

export const failed: Catalogue["failed"] = {
  part: "Esta parte da página falhou.",
  page: "Algo deu errado nesta página",
  pageText: "Se você estiver em uma chamada, ela continua: os outros ainda veem e ouvem você.",
  message: "Não é possível mostrar esta mensagem.",
  file: "Não é possível mostrar este arquivo.",
  person: "Não é possível mostrar esta pessoa.",
  screen: "Não é possível mostrar esta tela.",
  sound: "Não é possível reproduzir o áudio de alguém.",
  drawings: "Não é possível mostrar os desenhos.",
  notice: "Não é possível mostrar um aviso.",
  again: "Tentar de novo",
};
