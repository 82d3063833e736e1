import type { Catalogue } from "../catalogue.ts";

export const keys: Catalogue["keys"] = {
  title: "Teclas",
  how: "Funcionan en una llamada mientras no escribes, y nunca junto con Ctrl, Alt o Cmd.",
  actions: {
    microphone: "Micrófono encendido y apagado",
    camera: "Cámara encendida y apagada",
    talk: "Mantener pulsada para hablar",
    screen: "Compartir tu pantalla o dejarlo",
    chat: "Chat",
    people: "Personas",
    fullscreen: "Pantalla completa",
    layout: "Cambiar la disposición",
    help: "Esta lista",
  },
  names: { space: "Espacio" },
  escape: "Cerrar un panel",
  arrows: "Mover tu imagen cuando tiene el foco",
  use: "Usar estas teclas",
};
