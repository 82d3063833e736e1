import type { Catalogue } from "../catalogue.ts";

export const verify: Catalogue["verify"] = {
  everyone: "Todos",
  people: "Pessoas",
  codeForEveryone: "Código para todos",
  codeWith: "Código com {name}",
  codesWith: "Códigos com {name}",
  inDigits: "Em algarismos:",
  matchOnEveryScreen: "São iguais em todas as telas",
  match: "São iguais",
  differ: "São diferentes",
  withdraw: "Desfazer",
  whatProtects: "O que isto protege e o que não protege",
  compareByText: "Comparar por escrito",
  makingLong: "Criando o código longo…",
  sendDigits:
    "Envie estes 60 algarismos a {name} em outro aplicativo de confiança, não no chat desta chamada. {name} deve ver os mesmos.",
  longCodeWith: "Código longo com {name}",
  whenDiffer:
    "Confiram de novo se ninguém leu errado. Se não são mesmo iguais, saia, crie um link novo e envie-o a {name} por outro meio.",
  leave: "Sair",
  newRoomLink: "Link de sala nova",
  trust: {
    connecting: { title: "Conectando", text: "O código aparece quando {name} estiver em conexão." },
    reconnecting: {
      title: "Reconectando",
      text: "Quando {name} voltar, a conexão será conferida de novo.",
    },
    stillHolds: "Se for a mesma, a verificação continua valendo.",
    sealed: {
      title: "Não verificado",
      text:
        "Sua conexão é protegida pela chave do link. Verifique para ter certeza de que ninguém mais com o link está entre você e {name}.",
    },
    unsealed: {
      title: "Sem a proteção de uma chave",
      text:
        "O link da sala não tem chave, então o servidor pode ter posto alguém entre você e {name}. Verifique para descobrir.",
    },
    compared: {
      title: "Verificado",
      text:
        "Você disse que os códigos são iguais. Se a conexão de {name} mudar, você será avisado.",
    },
    differ: {
      title: "Os códigos não são iguais",
      text:
        "Pode haver alguém no meio. Você parou de enviar áudio, vídeo, mensagens e arquivos a {name}.",
    },
    couldNotVerify: "Não foi possível verificar",
    noCertificate:
      "Este navegador não mostra que certificado usa com {name}, então não há código para comparar. Um Firefox, Chrome, Edge ou Safari atualizado talvez mostre.",
    tooManyRuns:
      "Três tentativas de criar um código com {name} foram interrompidas. A causa pode ser uma conexão ruim, ou alguém no meio. Você ainda pode comparar o código longo.",
    changed: {
      title: "Verifique de novo",
      text:
        "A conexão de {name} não é mais a mesma. Pode ter entrado de novo, ou pode haver alguém no meio. O que você verificou não vale mais: comparem o código novo.",
    },
    stillWithheld: "Você continua sem enviar nada a {name}.",
  },
  waiting: {
    making: "Criando o código com {name}…",
    again: "A criação do código com {name} foi interrompida. Outra tentativa começa em um momento.",
    yourself: "Esta conexão volta ao seu próprio navegador: não há mais ninguém na outra ponta.",
  },
  group: {
    noOwnCertificate:
      "Este navegador não mostra o próprio certificado, então não há código para todos.",
    hidden: "Não há código para todos: este navegador não mostra seu certificado com {names}.",
    waiting: "Criando o código para todos: à espera de {names}…",
    somebody: "alguém",
    blocked: "Você disse que os códigos com {names} são diferentes. Resolva isso primeiro abaixo.",
    said: "Todos aqui estão verificados.",
    open: "Se alguém vê outro código, compare abaixo com cada pessoa para descobrir com quem.",
    sameFingerprint:
      "Duas pessoas aqui têm o mesmo certificado, o que não pode ser. Compare abaixo com cada pessoa.",
    oldEpoch: "O código para todos está desatualizado. Compare abaixo com cada pessoa.",
    tooManyRuns:
      "Pessoas entraram e saíram vezes demais para outro código para todos. Compare abaixo com cada pessoa.",
    didNotFit:
      "Não há código para todos: o que {name} enviou não serviu. Compare abaixo com cada pessoa.",
    notThisTime: "Desta vez não há código para todos. Compare abaixo com cada pessoa.",
  },
  sealed:
    "As apresentações nesta sala são seladas com a chave do link: o servidor que as passa não pode lê-las nem mudá-las sem ser notado.",
  notSealed:
    "O link desta sala não tem chave: as apresentações não são seladas, e o servidor que as passa pode lê-las e mudá-las.",
  refused: {
    one:
      "Uma apresentação foi recusada e não usada: não selada com a chave desta sala, alterada ou enviada duas vezes.",
    other:
      "{count} apresentações foram recusadas e não usadas: não seladas com a chave desta sala, alteradas ou enviadas duas vezes.",
  },
  how: {
    nobody:
      "Não há mais ninguém aqui. Quando alguém vier, vocês dois veem aqui um código para comparar.",
    pair: "Leiam estas palavras em voz alta. Vocês dois devem ver as mesmas, na mesma ordem.",
    group: "Uma pessoa lê estas palavras em voz alta. Todos devem ver as mesmas, na mesma ordem.",
  },
  askDiffer: {
    question: "Vocês leram os códigos um ao outro, e eram diferentes?",
    yes: "Sim, são diferentes",
    again: "Conferir de novo",
  },
  stopped: {
    one: "{names} não recebe nada de você: nem som, nem vídeo, nem mensagens.",
    other: "{names} não recebem nada de você: nem som, nem vídeo, nem mensagens.",
  },
  halted: {
    one: "O navegador de {names} parou de enviar a você.",
    other: "Os navegadores de {names} pararam de enviar a você.",
  },
  haltedTile: "Não envia a você",
  haltedWhat: "O que isto significa",
  haltedMeans:
    "Por enquanto você não ouve nem vê nada de lá, e as mensagens não chegam a você. Talvez lá tenha aparecido um código diferente do seu. Conversem por outro meio, por telefone, por exemplo, e comparem os códigos de novo.",
  verifyNow: "Verificar",
  notSentTo: "Não enviado a {names}",
};
