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
  withdraw: "Voltar atrás",
  whatProtects: "O que isto protege, e o que não",
  compareByText: "Comparar por texto",
  makingLong: "Criando o código longo…",
  sendDigits:
    "Envie estes 60 algarismos a {name} por outro meio, como um mensageiro em que confia, e não na conversa desta chamada. {name} deve ver o mesmo.",
  longCodeWith: "Código longo com {name}",
  whenDiffer:
    "Primeiro confira se ninguém leu errado: nesse caso, volte atrás. Se são mesmo diferentes, saia desta chamada, crie um link novo e dê-o a {name} por um meio diferente do último.",
  leave: "Sair",
  newRoomLink: "Link de sala nova",
  trust: {
    connecting: { title: "Conectando", text: "O código aparece quando {name} estiver em conexão." },
    reconnecting: {
      title: "Reconectando",
      text: "Quando {name} voltar, o certificado será olhado de novo.",
    },
    stillHolds: "Se for o mesmo, o que você comparou vale.",
    sealed: {
      title: "Ainda não comparado",
      text:
        "A apresentação foi selada com a chave do link da sala. Compare o código para saber que ninguém com esse link está entre você e {name}.",
    },
    unsealed: {
      title: "Apresentação não selada",
      text:
        "O link da sala não tem chave, então o servidor que apresentou vocês pode ter posto alguém entre você e {name}. Comparar o código mostra se ele o fez.",
    },
    compared: {
      title: "Comparado",
      text:
        "Você disse que os códigos são iguais. Vale enquanto {name} mantiver este certificado; se mudar, você será avisado.",
    },
    differ: {
      title: "Códigos diferentes",
      text:
        "Alguém pode estar entre você e {name}. Nada seu vai mais para lá: nem som, nem imagem, nem conversa, nem arquivos.",
    },
    couldNotVerify: "Não foi possível verificar",
    noCertificate:
      "Este navegador não mostra que certificado usa com {name}, então não há código para comparar. Um Firefox, Chrome, Edge ou Safari atualizado talvez mostre.",
    tooManyRuns:
      "Três tentativas de criar um código com {name} foram interrompidas. A causa pode ser uma conexão ruim, ou alguém no meio. Você ainda pode comparar o código longo.",
    changed: {
      title: "Compare de novo",
      text:
        "{name} tem agora outro certificado. Isso não acontece sozinho: alguém pode ter entrado no meio. O que você comparou não vale mais; leiam o código novo.",
    },
    stillWithheld: "Nada seu vai ainda para {name}.",
  },
  waiting: {
    making: "Criando o código com {name}…",
    again:
      "Uma tentativa de criar o código com {name} foi interrompida. Outra começa em um momento.",
    yourself: "Esta conexão volta ao seu próprio navegador: não há mais ninguém na outra ponta.",
  },
  group: {
    noOwnCertificate:
      "Este navegador não mostra o próprio certificado, então não há código para todos.",
    hidden: "Não há código para todos: este navegador não mostra seu certificado com {names}.",
    waiting: "Criando o código para todos: à espera de {names}…",
    somebody: "alguém",
    blocked: "Você disse que os códigos com {names} são diferentes. Resolva isso primeiro abaixo.",
    said: "Todos aqui estão comparados.",
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
    pair:
      "Leiam os nomes em voz alta um ao outro, aqui na chamada. Vocês dois devem ver o mesmo, na mesma ordem.",
    group:
      "Uma pessoa lê em voz alta os nomes do código para todos, aqui na chamada. Todos devem ver o mesmo, na mesma ordem.",
  },
};
