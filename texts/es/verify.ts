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
  withdraw: "Retirar",
  whatProtects: "Qué protege esto y qué no",
  compareByText: "Comparar por texto",
  makingLong: "Creando el código largo…",
  sendDigits:
    "Envía estas 60 cifras a {name} por otra vía, como un mensajero de confianza, y no en el chat de esta llamada. {name} debe ver lo mismo.",
  longCodeWith: "Código largo con {name}",
  whenDiffer:
    "Asegúrate primero de que nadie leyó mal: si fue así, retíralo. Si de verdad difieren, sal de esta llamada, crea un enlace nuevo y dáselo a {name} por una vía distinta de la última.",
  leave: "Salir",
  newRoomLink: "Enlace de sala nueva",
  trust: {
    connecting: { title: "Conectando", text: "El código aparece cuando {name} esté en conexión." },
    reconnecting: {
      title: "Reconectando",
      text: "Cuando {name} vuelva, se mirará de nuevo el certificado.",
    },
    stillHolds: "Si es el mismo, lo que comparaste vale.",
    sealed: {
      title: "Sin comparar aún",
      text:
        "La presentación iba sellada con la clave del enlace de la sala. Compara el código para saber que nadie con ese enlace está entre tú y {name}.",
    },
    unsealed: {
      title: "Presentación sin sellar",
      text:
        "El enlace de la sala no tiene clave, así que el servidor que os presentó pudo poner a alguien entre tú y {name}. Comparar el código muestra si lo hizo.",
    },
    compared: {
      title: "Comparado",
      text:
        "Dijiste que los códigos coinciden. Vale mientras {name} conserve este certificado; si cambia, se te avisa.",
    },
    differ: {
      title: "Los códigos difieren",
      text:
        "Puede haber alguien entre tú y {name}. Ya no va allí nada tuyo: ni sonido, ni imagen, ni chat, ni archivos.",
    },
    couldNotVerify: "No se pudo verificar",
    noCertificate:
      "Este navegador no muestra qué certificado usa con {name}, así que no hay código que comparar. Un Firefox, Chrome, Edge o Safari al día quizá lo muestre.",
    tooManyRuns:
      "Tres intentos de crear un código con {name} se interrumpieron. Puede deberse a una mala conexión o a alguien en medio. Aún puedes comparar el código largo.",
    changed: {
      title: "Compara de nuevo",
      text:
        "{name} tiene ahora otro certificado que antes. Eso no ocurre por sí solo: puede que alguien se haya puesto en medio. Lo que comparaste ya no vale; leed el código nuevo.",
    },
    stillWithheld: "Sigue sin llegar nada tuyo a {name}.",
  },
  waiting: {
    making: "Creando el código con {name}…",
    again: "Un intento de crear el código con {name} se interrumpió. Otro empieza en un momento.",
    yourself: "Esta conexión vuelve a tu propio navegador: no hay nadie más al otro lado.",
  },
  group: {
    noOwnCertificate:
      "Este navegador no muestra su propio certificado, así que no hay código para todos.",
    hidden: "No hay código para todos: este navegador no muestra su certificado con {names}.",
    waiting: "Creando el código para todos: esperando a {names}…",
    somebody: "alguien",
    blocked: "Dijiste que los códigos con {names} difieren. Resuelve eso primero más abajo.",
    said: "Todos aquí están comparados.",
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
    pair:
      "Leeos los nombres en voz alta, aquí en la llamada. Ambos debéis ver lo mismo, en el mismo orden.",
    group:
      "Que una persona lea en voz alta los nombres del código para todos, aquí en la llamada. Todos deben ver lo mismo, en el mismo orden.",
  },
};
