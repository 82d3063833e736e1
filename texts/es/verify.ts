import type { Catalogue } from "../catalogue.ts";

export const verify: Catalogue["verify"] = {
  everyone: "Todos",
  people: "Personas",
  codeForEveryone: "Código para todos",
  codeWith: "Código con {name}",
  codesWith: "Códigos con {name}",
  inDigits: "En cifras:",
  matchOnEveryScreen: "Coinciden en todas las pantallas",
  match: "Coinciden",
  differ: "Difieren",
  withdraw: "Deshacer",
  whatProtects: "Qué protege esto y qué no",
  compareByText: "Comparar por escrito",
  makingLong: "Creando el código largo…",
  sendDigits:
    "Envía estas 60 cifras a {name} en otra aplicación de confianza, no en el chat de esta llamada. {name} debe ver las mismas.",
  longCodeWith: "Código largo con {name}",
  whenDiffer:
    "Comprobad otra vez que nadie leyó mal. Si de verdad no coinciden, sal, crea un enlace nuevo y envíaselo a {name} por otra vía.",
  leave: "Salir",
  newRoomLink: "Enlace de sala nueva",
  trust: {
    connecting: { title: "Conectando", text: "El código aparece cuando {name} esté en conexión." },
    reconnecting: {
      title: "Reconectando",
      text: "Cuando {name} vuelva, se comprobará de nuevo su conexión.",
    },
    stillHolds: "Si es la misma, la verificación sigue valiendo.",
    sealed: {
      title: "Sin verificar",
      text:
        "Tu conexión está protegida por la clave del enlace. Verifica para saber con certeza que nadie más con el enlace está entre tú y {name}.",
    },
    unsealed: {
      title: "Sin clave de enlace que la proteja",
      text:
        "El enlace de la sala no tiene clave, así que el servidor pudo poner a alguien entre tú y {name}. Verifica para averiguarlo.",
    },
    compared: {
      title: "Verificado",
      text: "Dijiste que los códigos coinciden. Si la conexión de {name} cambia, se te avisa.",
    },
    differ: {
      title: "Los códigos no coinciden",
      text:
        "Puede haber alguien en medio. Has dejado de enviar a {name} audio, vídeo, mensajes y archivos.",
    },
    couldNotVerify: "No se pudo verificar",
    noCertificate:
      "Este navegador no muestra qué certificado usa con {name}, así que no hay código que comparar. Un Firefox, Chrome, Edge o Safari al día quizá lo muestre.",
    tooManyRuns:
      "Tres intentos de crear un código con {name} se interrumpieron. Puede deberse a una mala conexión o a alguien en medio. Aún puedes comparar el código largo.",
    changed: {
      title: "Verifica de nuevo",
      text:
        "La conexión de {name} ya no es la misma. Puede que haya vuelto a entrar o que haya alguien en medio. Lo que verificaste ya no vale: comparad el código nuevo.",
    },
    stillWithheld: "Sigues sin enviar nada a {name}.",
  },
  waiting: {
    making: "Creando el código con {name}…",
    again: "Se interrumpió la creación del código con {name}. En un momento empieza otro intento.",
    yourself: "Esta conexión vuelve a tu propio navegador: no hay nadie más al otro lado.",
  },
  group: {
    noOwnCertificate:
      "Este navegador no muestra su propio certificado, así que no hay código para todos.",
    hidden: "No hay código para todos: este navegador no muestra su certificado con {names}.",
    waiting: "Creando el código para todos: esperando a {names}…",
    somebody: "alguien",
    blocked: "Dijiste que los códigos con {names} difieren. Resuelve eso primero más abajo.",
    said: "Todos aquí están verificados.",
    open: "Si alguien ve otro código, compara abajo con cada persona para saber con quién.",
    sameFingerprint:
      "Dos personas aquí tienen el mismo certificado, y eso no puede ser. Compara abajo con cada persona.",
    oldEpoch: "El código para todos está anticuado. Compara abajo con cada persona.",
    tooManyRuns:
      "Entró y salió gente demasiadas veces para otro código para todos. Compara abajo con cada persona.",
    didNotFit:
      "No hay código para todos: lo que {name} envió para él no encajó. Compara abajo con cada persona.",
    notThisTime: "Esta vez no hay código para todos. Compara abajo con cada persona.",
  },
  sealed:
    "Las presentaciones en esta sala van selladas con la clave de su enlace: el servidor que las pasa no puede leerlas ni cambiarlas sin que se note.",
  notSealed:
    "El enlace de esta sala no tiene clave: las presentaciones no van selladas y el servidor que las pasa puede leerlas y cambiarlas.",
  refused: {
    one:
      "Se rechazó y no se usó una presentación: no estaba sellada con la clave de esta sala, fue alterada o enviada dos veces.",
    other:
      "Se rechazaron y no se usaron {count} presentaciones: no estaban selladas con la clave de esta sala, fueron alteradas o enviadas dos veces.",
  },
  how: {
    nobody:
      "No hay nadie más aquí. Cuando alguien venga, ambos veréis aquí un código para comparar.",
    pair: "Leed estas palabras en voz alta. Ambos deberíais ver las mismas en el mismo orden.",
    group:
      "Una persona lee estas palabras en voz alta. Todos deberían ver las mismas en el mismo orden.",
  },
  askDiffer: {
    question: "¿Os leísteis los códigos y eran distintos?",
    yes: "Sí, difieren",
    again: "Comprobar otra vez",
  },
  stopped: {
    one: "{names} no recibe nada tuyo: ni sonido, ni vídeo, ni mensajes.",
    other: "{names} no reciben nada tuyo: ni sonido, ni vídeo, ni mensajes.",
  },
  halted: {
    one: "El navegador de {names} ha dejado de enviarte.",
    other: "Los navegadores de {names} han dejado de enviarte.",
  },
  haltedTile: "No te envía nada",
  haltedWhat: "Qué significa esto",
  haltedMeans:
    "Por ahora no oyes ni ves nada de allí, y sus mensajes no te llegan. Quizá allí se vio un código distinto del tuyo. Hablad por otra vía, por ejemplo por teléfono, y comparad de nuevo los códigos.",
  verifyNow: "Verificar",
  notSentTo: "No enviado a {names}",
};
