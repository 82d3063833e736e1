import type { Catalogue } from "../catalogue.ts";

export const prejoin: Catalogue["prejoin"] = {
  noSuchRoom: "Sala inexistente",
  needsScript:
    "Uma chamada precisa de JavaScript: é por ele que seu navegador se conecta aos outros. Ative-o para este site e recarregue a página.",
  takesLong:
    "Está demorando. Se nada mudar, recarregue a página; um navegador anterior a 2022 pode ser antigo demais para chamadas.",
  notAName: "Isto não é o nome de uma sala",
  whatAName:
    "Um nome tem de 1 a {max} letras de a a z, algarismos e hifens. Peça o link de novo ou abra sua própria sala.",
  toHome: "Para a página inicial",
  left: "Você saiu",
  about: "Você vai entrar em",
  yourName: "Seu nome",
  whatOthersSee: "O que os outros veem",
  nameMissing: "Digite primeiro um nome.",
  nameHint: "Sem conta. Os outros veem este nome, e este aparelho o lembra.",
  note: "Uma linha para o anfitrião (opcional)",
  noteHint: "O anfitrião talvez precise deixar você entrar; ele vê seu nome e esta linha.",
  waiting: "Esperando o anfitrião deixar você entrar",
  waitingHint: "Você entrará automaticamente. Ninguém pode ver ou ouvir você ainda.",
  hostAway: "O anfitrião ainda não chegou",
  hostAwayHint:
    "Quando ele chegar, você entrará automaticamente ou pedirá para entrar. Ninguém pode ver ou ouvir você.",
  waitingShort: "Esperando…",
  stopWaiting: "Sair",
  join: "Entrar na chamada",
  joining: "Entrando…",
  joinAgain: "Entrar de novo",
  tryAgain: "Tentar de novo",
  cancel: "Cancelar",
  callNotFetched: {
    title: "A chamada ainda não pode ser mostrada",
    text:
      "Uma parte desta página não pôde ser carregada. Continuamos tentando. Enquanto isso você está na chamada, com microfone e câmera como os deixou.",
  },
  hideAddress: "Esconder meu endereço de rede",
  hideAddressHint:
    "Assim os outros não sabem onde você está na internet. Tudo passa por um retransmissor, o que demora um pouco mais.",
  hideAddressFails:
    "Isso precisa de um retransmissor, e aqui não há nenhum, ou ele não responde agora. Assim você não pode entrar: desligue isto ou tente mais tarde.",
  microphone: "Microfone",
  camera: "Câmera",
  both: "Microfone e câmera",
  yourCamera: "Sua câmera",
  microphoneOn: "Ligar o microfone",
  microphoneOff: "Desligar o microfone",
  cameraIsOff: "Sua câmera está desligada",
  mayAsk: "Seu navegador pode pedir permissão para a câmera",
  seal: {
    unknown: "Som e imagem vão cifrados entre os navegadores. Não há nada para instalar.",
    sealed:
      "Este link contém uma chave que nunca é enviada ao servidor. O servidor que apresenta vocês não pode ler a apresentação nem mudá-la sem ser notado.",
    open:
      "Este link não tem chave: quem sabe o nome da sala pode entrar. A apresentação não é selada, então comparem os códigos.",
  },
};
