import type { Catalogue } from "../catalogue.ts";

export const create: Catalogue["create"] = {
  options: "Opções",
  summary: {
    none: "até {people} pessoas, sem anfitrião",
    name: "até {people} pessoas, anfitrião por nome",
    key: "até {people} pessoas, anfitrião por senha",
  },
  people: "Pessoas, no máximo",
  who: "Quem é o anfitrião?",
  whatHostsDo: "O anfitrião decide quem entra, pode trancar a sala e pode remover pessoas.",
  hosts: {
    none: { title: "Ninguém", text: "Quem tem o link entra. Ninguém pode recusar ninguém." },
    name: {
      title: "Quem usa um certo nome",
      text: "Qualquer um com o link pode usar esse nome. Para amigos, não contra estranhos.",
    },
    key: {
      title: "Quem tem a senha",
      text: "Os comandos são assinados por uma chave que só a senha abre.",
    },
  },
  hostName: "O nome do anfitrião",
  hostNameMissing: "Digite o nome que o anfitrião vai usar.",
  hostFirst: "Só deixar entrar quando o anfitrião estiver presente",
  hostFirstHint: {
    name:
      "Os outros esperam até alguém com esse nome entrar. Um nome não prova nada: qualquer um com o link pode usá-lo.",
    key: "Os outros esperam até o anfitrião entrar com a senha.",
  },
  password: "A senha do anfitrião",
  show: "Mostrar",
  hide: "Ocultar",
  suggest: "Sugerir uma",
  copy: { no: "Copiar", yes: "Copiado", failed: "Não dá para copiar: selecione" },
  strengthLabel: "Força da senha",
  noStrength: "Ninguém pode recuperá-la, nem você. Guarde-a.",
  strength: {
    1: "Muito fraca: adivinhada em minutos.",
    2: "Fraca: adivinhada em dias.",
    3: "Boa: adivinhar custa muito dinheiro.",
    4: "Forte: não compensa a ninguém adivinhar.",
  },
  passwordMissing: "Digite uma senha ou peça uma sugestão.",
  passwordShort: "Uma senha precisa de pelo menos {least} caracteres.",
  making: "Criando a chave do anfitrião…",
  failed: "A chave do anfitrião não pôde ser criada. Tente de novo em um momento.",
  notFetched: "Essa parte da página não pôde ser carregada. Tente de novo em um momento.",
  oneMoment: "Um momento…",
};
