import type { Catalogue } from "../catalogue.ts";

export const prejoin: Catalogue["prejoin"] = {
  noSuchRoom: "No existe esa sala",
  needsScript:
    "Una llamada necesita JavaScript: con él tu navegador se conecta a los demás. Actívalo para este sitio y recarga la página.",
  takesLong:
    "Esto tarda mucho. Si nada cambia, recarga la página; un navegador anterior a 2022 puede ser demasiado viejo para llamadas.",
  notAName: "Este no es el nombre de una sala",
  whatAName:
    "Un nombre tiene de 1 a {max} letras de la a a la z, cifras y guiones. Pide el enlace otra vez o abre una sala propia.",
  toHome: "A la página de inicio",
  left: "Has salido",
  about: "Vas a entrar en",
  yourName: "Tu nombre",
  whatOthersSee: "Lo que ven los demás",
  nameMissing: "Escribe primero un nombre.",
  nameHint: "Sin cuenta. Los demás ven este nombre y este dispositivo lo recuerda.",
  note: "Una línea para el anfitrión (opcional)",
  noteHint: "Puede que el anfitrión tenga que dejarte entrar; ve tu nombre y esta línea.",
  waiting: "Esperando a que el anfitrión te deje entrar",
  waitingHint: "Entrarás automáticamente. Todavía nadie puede verte ni oírte.",
  hostAway: "El anfitrión aún no está aquí",
  hostAwayHint:
    "En cuanto llegue, entrarás automáticamente o le pedirás que te deje entrar. Nadie puede verte ni oírte.",
  waitingShort: "Esperando…",
  stopWaiting: "Salir",
  join: "Entrar en la llamada",
  joining: "Entrando…",
  joinAgain: "Volver a entrar",
  tryAgain: "Intentar de nuevo",
  cancel: "Cancelar",
  callNotFetched: {
    title: "Aún no se puede mostrar la llamada",
    text:
      "Una parte de esta página no se pudo cargar. Seguimos intentándolo. Mientras, estás en la llamada, con micrófono y cámara como los dejaste.",
  },
  hideAddress: "Ocultar mi dirección de red",
  hideAddressHint:
    "Así los demás no saben dónde estás en internet. Todo pasa por un relé, que tarda un poco más.",
  hideAddressFails:
    "Para eso hace falta un relé, y aquí no hay ninguno o no responde ahora. Así no puedes entrar: desactívalo o inténtalo más tarde.",
  microphone: "Micrófono",
  camera: "Cámara",
  both: "Micrófono y cámara",
  yourCamera: "Tu cámara",
  microphoneOn: "Encender el micrófono",
  microphoneOff: "Apagar el micrófono",
  cameraIsOff: "Tu cámara está apagada",
  mayAsk: "Tu navegador puede pedirte permiso para la cámara",
  seal: {
    unknown:
      "El sonido y la imagen van cifrados entre vuestros navegadores. No hay nada que instalar.",
    sealed:
      "Este enlace lleva una clave que nunca se envía al servidor. El servidor que os presenta no puede leer la presentación ni cambiarla sin que se note.",
    open:
      "Este enlace no tiene clave: quien sepa el nombre de la sala puede entrar. La presentación no va sellada, así que comparad los códigos.",
  },
};
