import type { Catalogue } from "../catalogue.ts";

export const problems: Catalogue["problems"] = {
  call: {
    "bad-room": {
      title: "Este enlace no tiene un nombre de sala válido",
      text: "Pide el enlace otra vez o abre una sala nueva desde la página de inicio.",
    },
    "bad-key": {
      title: "Este enlace está incompleto",
      text: "Lo que va tras # parece cortado o cambiado. Pide el enlace otra vez y cópialo entero.",
    },
    "bad-settings": {
      title: "Este enlace no se entiende aquí",
      text:
        "Algo en él está cortado o cambiado, o pide algo que esta página no conoce. Pide el enlace otra vez y cópialo entero. Si está entero, recarga esta página.",
    },
    "bad-name": {
      title: "Este nombre no se puede mostrar",
      text: "Escribe un nombre de 1 a 40 caracteres.",
    },
    unsupported: {
      title: "Este navegador no puede hacer llamadas",
      text:
        "Le falta WebRTC o lo tiene desactivado. Abre el enlace en un Firefox, Chrome, Edge o Safari al día.",
    },
    insecure: {
      title: "Esta dirección no es lo bastante segura para una llamada",
      text:
        "Los navegadores solo permiten llamadas por https. Abre el mismo enlace con https:// al principio.",
    },
    "broker-unreachable": {
      title: "Ahora mismo no hay forma de llegar a los demás",
      text:
        "El servidor que presenta a la gente no responde. Revisa tu conexión e inténtalo de nuevo. Quizá una red de empresa o una VPN lo bloquea.",
    },
    "broker-refused": {
      title: "El servidor nos rechazó",
      text:
        "Puede estar ocupado, o tienes la sala abierta en muchas pestañas. Espera un momento e inténtalo de nuevo.",
    },
    "no-answer": {
      title: "Nadie en la sala respondió",
      text:
        "Hay alguien, pero no se pudo conectar. Inténtalo de nuevo; si sigue así, revisa el reloj de este dispositivo o prueba otra red.",
    },
    tampered: {
      title: "La presentación fue manipulada",
      text:
        "Algo entre tú y la sala cambia o falsifica los mensajes que os conectarían. Se rechazaron y no estás conectado con nadie. Prueba otra red; si sigue así, avisa a los demás por otra vía.",
    },
    "room-full": {
      title: "Esta sala está llena",
      text: "Inténtalo de nuevo cuando alguien haya salido.",
    },
    refused: {
      title: "No te dejaron entrar",
      text: "La sala no te admite ahora mismo. Pregunta a quien te invitó.",
    },
    locked: {
      title: "La sala está cerrada",
      text: "El anfitrión no deja entrar a nadie más. Pídele que la abra e inténtalo de nuevo.",
    },
    denied: {
      title: "El anfitrión no te dejó entrar",
      text: "Habla con él por otra vía y pide entrar de nuevo.",
    },
    removed: {
      title: "El anfitrión te expulsó",
      text: "No puedes volver a esta sala con este enlace.",
    },
    "no-relay": {
      title: "Tu dirección no se puede ocultar aquí",
      text:
        "Para eso hace falta un relé, y aquí no hay ninguno o no responde ahora. No estás conectado con nadie. Inténtalo más tarde o muestra tu dirección de red a los de la llamada.",
    },
    aborted: { title: "Dejaste de entrar", text: "Vuelve a entrar cuando quieras." },
    dropped: {
      title: "La llamada terminó aquí",
      text: "Se perdió tu conexión con la sala. Los demás quizá sigan en ella: vuelve a entrar.",
    },
    unknown: {
      title: "Algo salió mal",
      text: "No se pudo entrar y no sabemos por qué. Recarga la página e inténtalo de nuevo.",
    },
  },
  microphone: {
    denied: {
      title: "Tu navegador no nos da el micrófono",
      text:
        "Permite el micrófono para este sitio con el icono junto a la dirección y vuelve a encenderlo. La llamada funciona sin él.",
    },
    missing: {
      title: "No se encontró ningún micrófono",
      text: "Conecta uno y vuelve a encenderlo. La llamada funciona sin él.",
    },
    busy: {
      title: "El micrófono está ocupado",
      text:
        "Parece que otra aplicación o pestaña lo usa. Ciérrala y vuelve a encenderlo. La llamada funciona sin él.",
    },
    insecure: {
      title: "No hay micrófono en una dirección abierta",
      text:
        "Los navegadores dan el micrófono solo a direcciones https. La llamada funciona sin él.",
    },
    interrupted: {
      title: "Ahora no llega sonido del micrófono",
      text:
        "El sistema lo retiene, como en una llamada de teléfono. Vuelve por sí solo; si no, apágalo y enciéndelo.",
    },
    unplugged: {
      title: "El micrófono desapareció",
      text:
        "Se desconectó o lo tomó otra aplicación. La llamada sigue; vuelve a encenderlo cuando esté de vuelta.",
    },
    unknown: {
      title: "El micrófono no arrancó",
      text: "Inténtalo de nuevo o elige otro. La llamada funciona sin él.",
    },
  },
  camera: {
    denied: {
      title: "Tu navegador no nos da la cámara",
      text:
        "Permite la cámara para este sitio con el icono junto a la dirección y vuelve a encenderla. La llamada funciona sin ella.",
    },
    missing: {
      title: "No se encontró ninguna cámara",
      text: "Conecta una y vuelve a encenderla. La llamada funciona sin ella.",
    },
    busy: {
      title: "La cámara está ocupada",
      text:
        "Parece que otra aplicación o pestaña la usa. Ciérrala y vuelve a encenderla. La llamada funciona sin ella.",
    },
    insecure: {
      title: "No hay cámara en una dirección abierta",
      text: "Los navegadores dan la cámara solo a direcciones https. La llamada funciona sin ella.",
    },
    interrupted: {
      title: "Ahora no llega imagen de la cámara",
      text:
        "El sistema lo retiene, como en una llamada de teléfono. Vuelve por sí solo; si no, apágalo y enciéndelo.",
    },
    unplugged: {
      title: "La cámara desapareció",
      text:
        "Se desconectó o la tomó otra aplicación. La llamada sigue; vuelve a encenderla cuando esté de vuelta.",
    },
    unknown: {
      title: "La cámara no arrancó",
      text: "Inténtalo de nuevo o elige otra. La llamada funciona sin ella.",
    },
  },
  screen: {
    denied: {
      title: "Tu navegador no nos da la pantalla",
      text:
        "Permite que este navegador grabe la pantalla en los ajustes del sistema e inténtalo de nuevo.",
    },
    missing: {
      title: "No se encontró ninguna pantalla",
      text: "Inténtalo de nuevo o elige otra. La llamada funciona sin ella.",
    },
    busy: {
      title: "La pantalla está ocupada",
      text:
        "Parece que otra aplicación o pestaña la usa. Ciérrala y comparte de nuevo. La llamada funciona sin ella.",
    },
    insecure: {
      title: "No hay pantalla en una dirección abierta",
      text:
        "Los navegadores dan la pantalla solo a direcciones https. La llamada funciona sin ella.",
    },
    interrupted: {
      title: "Ahora no llega imagen de la pantalla",
      text:
        "El sistema lo retiene, como en una llamada de teléfono. Vuelve por sí solo; si no, apágalo y enciéndelo.",
    },
    unplugged: {
      title: "La pantalla desapareció",
      text: "La tomó otra aplicación. La llamada sigue; compártela otra vez cuando esté de vuelta.",
    },
    unknown: {
      title: "La pantalla no arrancó",
      text: "Inténtalo de nuevo o elige otra. La llamada funciona sin ella.",
    },
  },
};
