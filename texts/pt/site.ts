import type { Catalogue } from "../catalogue.ts";

export const site: Catalogue["site"] = {
  title: "Kibitz: abra um link e esteja na chamada",
  skip: "Ir para o conteúdo",
  siteNav: "Site",
  moreNav: "Mais",
  security: "Segurança",
  docs: "Documentos",
  threatModel: "Modelo de ameaças",
  free: "Kibitz é software livre sob a licença Apache 2.0.",
  language: "Idioma",
  description:
    "Videochamadas com um só link. Sua chamada é cifrada de navegador a navegador; o servidor apresenta vocês e nunca recebe a chave do seu link.",
  openALink: "Abra um link.",
  inACall: "Você está na chamada.",
  lead:
    "Sem conta, nada para instalar. Sua chamada é cifrada de navegador a navegador; o servidor apresenta vocês e nunca recebe a chave do seu link.",
  howProtected: "Como isto é protegido, e o que não é",
  diagram:
    "Dois navegadores unidos por uma linha grossa: som, imagem e conversa passam direto por ela, cifrados. Linhas finas tracejadas sobem de ambos até este servidor, que os apresenta.",
  diagramServer: "este servidor",
  diagramIntroduces: "apresenta vocês",
  diagramYou: "você",
  diagramThey: "eles",
  diagramContent: "som, imagem, conversa",
  diagramStraight: "cifrado, direto",
  startACall: "Iniciar uma chamada",
  roomName: "Nome da sala",
  suggest: "Sugerir outro nome",
  keyMadeHere: "A chave é criada aqui, no seu navegador. Quem tem o link pode entrar.",
  create: "Criar a sala",
  needsScript: "As chamadas precisam de JavaScript. Permita-o para este site.",
  openARoom: "Abrir uma sala",
  linkOrName: "Link ou nome",
  nameOnly: "O nome de uma sala. Para usar um link, abra-o direto.",
  open: "Abrir",
  nameAlone:
    "Um nome sozinho não tem chave: quem o adivinha pode entrar, e é preciso confiar que o servidor apresente vocês honestamente.",
  otherSite: "Esse link é de outro site:",
  goTo: "ir para {host}",
  refusals: {
    empty: "Cole primeiro um link ou digite o nome de uma sala.",
    "too-long": "Isso é longo demais para um link ou um nome. Copie o link de novo e cole só isso.",
    "not-a-room": "Esse link não leva a uma sala. O link de uma sala tem /r/ e um nome.",
    "bad-key":
      "A chave no fim desse link não está inteira. Copie o link de novo, até a última letra.",
    "bad-settings":
      "Esse link pede algo que aqui não se conhece ou não está inteiro. Copie o link de novo, até a última letra.",
    "no-name": "O nome de uma sala precisa de pelo menos uma letra de a a z ou um algarismo.",
  },
  notALink:
    "Este formulário recebe o nome de uma sala, não um link. Abra o próprio link; e, se havia uma chave nele, o servidor agora a viu: crie um link novo.",
  recent: "Salas recentes",
  forgetAll: "Esquecer todas",
  byName: "por nome",
  privateLink: "link privado",
  keptHere: "Guardadas só neste navegador, com suas chaves.",
  errors: {
    400: {
      title: "Isso não fez sentido aqui",
      text: "O endereço ou o formulário continha algo que esta página não pode usar.",
    },
    404: {
      title: "Não há nada aqui",
      text:
        "O endereço pode estar errado ou ser antigo. O link de uma sala tem /r/ e o nome da sala.",
    },
    405: {
      title: "Esta página não se usa assim",
      text: "A página existe, mas não responde a esse tipo de pedido.",
    },
    500: {
      title: "Algo quebrou do nosso lado",
      text:
        "A culpa não é sua. Tente de novo em um momento; as chamadas em curso continuam sem nós.",
    },
  },
  toTheStart: "Ir ao início",
  readTheDocs: "Ler os documentos",
};
