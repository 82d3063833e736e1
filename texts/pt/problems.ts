import type { Catalogue } from "../catalogue.ts";

export const problems: Catalogue["problems"] = {
  call: {
    "bad-room": {
      title: "Este link não tem um nome de sala utilizável",
      text: "Peça o link de novo ou abra uma sala nova na página inicial.",
    },
    "bad-key": {
      title: "Este link está incompleto",
      text: "A parte depois de # parece cortada ou mudada. Peça o link de novo e copie-o inteiro.",
    },
    "bad-settings": {
      title: "Este link não é entendido aqui",
      text:
        "Algo nele está cortado ou mudado, ou ele pede o que esta página não conhece. Peça o link de novo e copie-o inteiro. Se estiver inteiro, recarregue esta página.",
    },
    "bad-name": {
      title: "Este nome não pode ser mostrado",
      text: "Digite um nome de 1 a 40 caracteres.",
    },
    unsupported: {
      title: "Este navegador não faz chamadas",
      text:
        "Falta-lhe o WebRTC, ou está desligado. Abra o link em um Firefox, Chrome, Edge ou Safari atualizado.",
    },
    insecure: {
      title: "Este endereço não é seguro o bastante para uma chamada",
      text:
        "Os navegadores só permitem chamadas por https. Abra o mesmo link com https:// no começo.",
    },
    "broker-unreachable": {
      title: "Não há como alcançar os outros agora",
      text:
        "O servidor que apresenta as pessoas não responde. Confira sua conexão e tente de novo. Uma rede de empresa ou VPN pode estar bloqueando.",
    },
    "broker-refused": {
      title: "O servidor nos recusou",
      text:
        "Pode estar ocupado, ou você tem a sala aberta em muitas abas. Espere um momento e tente de novo.",
    },
    "no-answer": {
      title: "Ninguém na sala respondeu",
      text:
        "Há alguém, mas a conexão não pôde ser feita. Tente de novo; se continuar assim, confira o relógio deste aparelho ou tente outra rede.",
    },
    tampered: {
      title: "A apresentação foi adulterada",
      text:
        "Algo entre você e a sala muda ou falsifica as mensagens que ligariam vocês. Elas foram recusadas, e você não está em conexão com ninguém. Tente outra rede; se continuar assim, avise os outros por outro meio.",
    },
    "room-full": {
      title: "Esta sala está cheia",
      text: "Tente de novo quando alguém tiver saído.",
    },
    refused: {
      title: "Você não pôde entrar",
      text: "A sala não aceita você agora. Pergunte a quem convidou você.",
    },
    locked: {
      title: "A sala está trancada",
      text: "O anfitrião não deixa entrar mais ninguém. Peça que a destranque e tente de novo.",
    },
    denied: {
      title: "O anfitrião não deixou você entrar",
      text: "Fale com ele por outro meio e peça de novo.",
    },
    removed: {
      title: "O anfitrião removeu você",
      text: "Você não pode voltar a esta sala por este link.",
    },
    "no-relay": {
      title: "Seu endereço não pode ser escondido aqui",
      text:
        "Isso precisa de um retransmissor, e aqui não há nenhum, ou ele não responde agora. Você não está em conexão com ninguém. Tente mais tarde ou mostre seu endereço de rede às pessoas da chamada.",
    },
    aborted: { title: "Você parou de entrar", text: "Entre de novo quando quiser." },
    dropped: {
      title: "A chamada terminou aqui",
      text: "Sua conexão com a sala se perdeu. Os outros talvez ainda estejam nela: entre de novo.",
    },
    unknown: {
      title: "Algo deu errado",
      text: "Entrar não funcionou, e não sabemos por quê. Recarregue a página e tente de novo.",
    },
  },
  microphone: {
    denied: {
      title: "Seu navegador não nos dá o microfone",
      text:
        "Permita o microfone para este site pelo ícone ao lado do endereço e ligue-o de novo. A chamada funciona sem ele.",
    },
    missing: {
      title: "Nenhum microfone encontrado",
      text: "Conecte um e ligue-o de novo. A chamada funciona sem ele.",
    },
    busy: {
      title: "O microfone está ocupado",
      text:
        "Outro aplicativo ou aba parece usá-lo. Feche e ligue-o de novo. A chamada funciona sem ele.",
    },
    insecure: {
      title: "Sem microfone em um endereço aberto",
      text: "Os navegadores só dão o microfone a endereços https. A chamada funciona sem ele.",
    },
    interrupted: {
      title: "Sem som do microfone no momento",
      text:
        "O sistema está segurando, como em uma ligação telefônica. Volta por si só; se não voltar, desligue e ligue de novo.",
    },
    unplugged: {
      title: "O microfone sumiu",
      text:
        "Foi desconectado, ou outro aplicativo o tomou. A chamada continua; ligue-o de novo quando voltar.",
    },
    unknown: {
      title: "O microfone não começou",
      text: "Tente de novo ou escolha outro. A chamada funciona sem ele.",
    },
  },
  camera: {
    denied: {
      title: "Seu navegador não nos dá a câmera",
      text:
        "Permita a câmera para este site pelo ícone ao lado do endereço e ligue-a de novo. A chamada funciona sem ela.",
    },
    missing: {
      title: "Nenhuma câmera encontrada",
      text: "Conecte uma e ligue-a de novo. A chamada funciona sem ela.",
    },
    busy: {
      title: "A câmera está ocupada",
      text:
        "Outro aplicativo ou aba parece usá-la. Feche e ligue-a de novo. A chamada funciona sem ela.",
    },
    insecure: {
      title: "Sem câmera em um endereço aberto",
      text: "Os navegadores só dão a câmera a endereços https. A chamada funciona sem ela.",
    },
    interrupted: {
      title: "Sem imagem da câmera no momento",
      text:
        "O sistema está segurando, como em uma ligação telefônica. Volta por si só; se não voltar, desligue e ligue de novo.",
    },
    unplugged: {
      title: "A câmera sumiu",
      text:
        "Foi desconectada, ou outro aplicativo a tomou. A chamada continua; ligue-a de novo quando voltar.",
    },
    unknown: {
      title: "A câmera não começou",
      text: "Tente de novo ou escolha outra. A chamada funciona sem ela.",
    },
  },
  screen: {
    denied: {
      title: "Seu navegador não nos dá a tela",
      text: "Permita que este navegador grave a tela nos ajustes do sistema e tente de novo.",
    },
    missing: {
      title: "Nenhuma tela encontrada",
      text: "Tente de novo ou escolha outra. A chamada funciona sem ela.",
    },
    busy: {
      title: "A tela está ocupada",
      text:
        "Outro aplicativo ou aba parece usá-la. Feche e compartilhe de novo. A chamada funciona sem ela.",
    },
    insecure: {
      title: "Sem tela em um endereço aberto",
      text: "Os navegadores só dão a tela a endereços https. A chamada funciona sem ela.",
    },
    interrupted: {
      title: "Sem imagem da tela no momento",
      text:
        "O sistema está segurando, como em uma ligação telefônica. Volta por si só; se não voltar, desligue e ligue de novo.",
    },
    unplugged: {
      title: "A tela sumiu",
      text: "Outro aplicativo a tomou. A chamada continua; compartilhe de novo quando ela voltar.",
    },
    unknown: {
      title: "A tela não começou",
      text: "Tente de novo ou escolha outra. A chamada funciona sem ela.",
    },
  },
};
