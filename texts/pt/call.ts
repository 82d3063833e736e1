import type { Catalogue } from "../catalogue.ts";

export const call: Catalogue["call"] = {
  stage: "Chamada",
  controls: "Controles da chamada",
  mute: "Silenciar",
  unmute: "Ativar o som",
  cameraOn: "Ligar a câmera",
  cameraOff: "Desligar a câmera",
  share: "Compartilhar sua tela",
  stopSharing: "Parar de compartilhar a tela",
  invite: "Convidar alguém",
  leave: "Sair da chamada",
  close: "Fechar {what}",
  you: "Você",
  yourScreen: "Sua tela",
  screenOf: "{name}: tela",
  muted: "Sem som:",
  connecting: "Conectando…",
  reconnecting: "Reconectando…",
  reconnectingFor: "Reconectando, {seconds} s",
  noConnection: "Sem conexão. Outra rede talvez ajude.",
  noNewcomers: "Ninguém novo pode entrar agora. A chamada em si não é afetada.",
  hear: "Toque para ouvir os outros",
  alone: "Não há mais ninguém aqui",
  sendLink: "Envie este link às pessoas com quem quer falar.",
  moreWays: "Outros meios",
  copyFailedMore:
    'Copiar não é permitido aqui. Em "Outros meios" há o link para selecionar e um código QR.',
  closeMessage: "Fechar esta mensagem",
  joined: "{name} entrou",
  left: "{name} saiu",
  certificateChanged: {
    title: "É preciso verificar {name} de novo",
    text: "A conexão mudou.",
  },
  introductionRefused: {
    title: "Uma apresentação foi recusada",
    text:
      "Não estava selada com a chave desta sala, foi alterada ou enviada duas vezes, ou um relógio está errado por minutos. Não foi usada.",
  },
  address: {
    hide: "Esconder meu endereço de rede",
    show: "Mostrar meu endereço de rede",
    hidden: "Endereço escondido",
    hiddenMeans: "Os outros não podem ver seu endereço de rede. Tudo passa por um retransmissor.",
    hiddenNow: {
      title: "Seu endereço está escondido a partir de agora",
      text: "Quem estava em conexão com você antes pode tê-lo visto.",
    },
    noRelay: {
      title: "Seu endereço não pode ser escondido aqui",
      text:
        "Isso precisa de um retransmissor, e aqui não há nenhum, ou ele não responde agora. Os outros ainda podem vê-lo.",
    },
  },
  relayed: "Por um retransmissor:",
  relayedMeans: "Em conexão por um retransmissor, que passa o que não pode ler",
  mutedYou: {
    title: "{name} silenciou você",
    text: "É o anfitrião desta chamada. Ligue o microfone de novo quando for a sua vez.",
  },
  letIn: "O anfitrião deixou você entrar",
  host: "Anfitrião",
  hostControls: "Controles do anfitrião",
  hostControlsWaiting: {
    one: "Controles do anfitrião, {count} pessoa espera",
    other: "Controles do anfitrião, {count} pessoas esperam",
  },
  iAmHost: "Sou o anfitrião",
  hostNotFetched:
    "Os controles do anfitrião não podem ser mostrados: uma parte desta página não pôde ser carregada. Feche e abra de novo em um momento.",
  compareCodes: "Comparar códigos",
  shield: {
    alone: "Ninguém com quem comparar",
    compared: "Todos comparados",
    sealed: "Ainda não comparado",
    connecting: "Conectando",
    unsealed: "Apresentação não selada",
    "could-not-verify": "Não foi possível verificar",
    changed: "Verifique de novo",
    differ: "Códigos diferentes",
  },
  mark: { compared: "Comparado:", changed: "Verificar de novo:", differ: "Códigos diferentes:" },
  moment: "Um momento…",
  partNotFetched:
    "Uma parte desta página não pôde ser carregada. Feche e abra de novo em um momento.",
  codesNotFetched:
    "Os códigos não podem ser mostrados: uma parte desta página não pôde ser carregada. Feche e abra de novo em um momento.",
};
