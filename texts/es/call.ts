import type { Catalogue } from "../catalogue.ts";

export const call: Catalogue["call"] = {
  stage: "Llamada",
  controls: "Controles de la llamada",
  mute: "Silenciar",
  unmute: "Activar el sonido",
  cameraOn: "Encender la cámara",
  cameraOff: "Apagar la cámara",
  share: "Compartir tu pantalla",
  stopSharing: "Dejar de compartir la pantalla",
  invite: "Invitar a alguien",
  leave: "Salir de la llamada",
  close: "Cerrar {what}",
  you: "Tú",
  yourScreen: "Tu pantalla",
  screenOf: "{name}: pantalla",
  muted: "En silencio:",
  connecting: "Conectando…",
  reconnecting: "Reconectando…",
  reconnectingFor: "Reconectando, {seconds} s",
  noConnection: "Sin conexión. Quizá ayude otra red.",
  noNewcomers: "Ahora mismo nadie nuevo puede entrar. La llamada en sí no se ve afectada.",
  hear: "Toca para oír a los demás",
  alone: "No hay nadie más aquí",
  sendLink: "Envía este enlace a las personas con las que quieres hablar.",
  moreWays: "Más formas",
  copyFailedMore:
    "Aquí no se permite copiar. En «Más formas» está el enlace para seleccionarlo, y un código QR.",
  closeMessage: "Cerrar este mensaje",
  joined: "{name} ha entrado",
  left: "{name} ha salido",
  certificateChanged: {
    title: "Hay que verificar de nuevo a {name}",
    text: "Su conexión ha cambiado.",
  },
  introductionRefused: {
    title: "Se rechazó una presentación",
    text:
      "No estaba sellada con la clave de esta sala, fue alterada o enviada dos veces, o un reloj va mal por minutos. No se usó.",
  },
  address: {
    hide: "Ocultar mi dirección de red",
    show: "Mostrar mi dirección de red",
    hidden: "Dirección oculta",
    hiddenMeans: "Los demás no pueden ver tu dirección de red. Todo pasa por un relé.",
    hiddenNow: {
      title: "Tu dirección queda oculta desde ahora",
      text: "Quien estaba conectado contigo antes puede haberla visto.",
    },
    noRelay: {
      title: "Tu dirección no se puede ocultar aquí",
      text:
        "Para eso hace falta un relé, y aquí no hay ninguno o no responde ahora. Los demás aún pueden verla.",
    },
  },
  relayed: "Por un relé:",
  relayedMeans: "En conexión por un relé, que pasa lo que no puede leer",
  mutedYou: {
    title: "{name} te ha silenciado",
    text: "Es el anfitrión de esta llamada. Enciende el micrófono otra vez cuando te toque.",
  },
  letIn: "El anfitrión te dejó entrar",
  host: "Anfitrión",
  hostControls: "Controles del anfitrión",
  hostControlsWaiting: {
    one: "Controles del anfitrión, {count} persona espera",
    other: "Controles del anfitrión, {count} personas esperan",
  },
  iAmHost: "Soy el anfitrión",
  hostNotFetched:
    "No se pueden mostrar los controles del anfitrión: una parte de esta página no se pudo cargar. Cierra esto y ábrelo otra vez en un momento.",
  compareCodes: "Comparar códigos",
  shield: {
    alone: "Nadie con quien comparar",
    compared: "Todos comparados",
    sealed: "Sin comparar aún",
    connecting: "Conectando",
    unsealed: "Presentación sin sellar",
    "could-not-verify": "No se pudo verificar",
    changed: "Verifica de nuevo",
    differ: "Los códigos difieren",
  },
  mark: {
    compared: "Comparado:",
    changed: "Verificar de nuevo:",
    differ: "Los códigos difieren:",
  },
  moment: "Un momento…",
  partNotFetched:
    "Una parte de esta página no se pudo cargar. Cierra esto y ábrelo otra vez en un momento.",
  codesNotFetched:
    "No se pueden mostrar los códigos: una parte de esta página no se pudo cargar. Cierra esto y ábrelo otra vez en un momento.",
};
