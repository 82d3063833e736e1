import type { Catalogue } from "../catalogue.ts";

export const app: Catalogue["app"] = {
  description: "Chamadas de navegador a navegador, com um só link.",
  startACall: "Iniciar uma chamada",
  offline: {
    title: "Sem conexão",
    text:
      "Este aparelho não alcança o Kibitz agora. A página se abre sozinha quando a conexão voltar.",
    calls: "Uma chamada em outra janela continua enquanto os outros puderem ser alcançados.",
    join:
      "Para iniciar uma chamada ou entrar em uma, é preciso conexão: o servidor apresenta os navegadores uns aos outros.",
    again: "Tentar de novo",
  },
};
