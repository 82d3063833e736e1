import type { Catalogue } from "../catalogue.ts";

export const create: Catalogue["create"] = {
  options: "Opciones",
  summary: {
    none: "hasta {people} personas, sin anfitrión",
    name: "hasta {people} personas, anfitrión por nombre",
    key: "hasta {people} personas, anfitrión por contraseña",
  },
  people: "Personas, como máximo",
  who: "¿Quién es el anfitrión?",
  whatHostsDo: "El anfitrión decide quién entra, puede cerrar la sala y puede expulsar a alguien.",
  hosts: {
    none: { title: "Nadie", text: "Quien tenga el enlace entra. Nadie puede rechazar a nadie." },
    name: {
      title: "Quien lleve un nombre",
      text: "Cualquiera con el enlace puede tomar ese nombre. Para amigos, no contra extraños.",
    },
    key: {
      title: "Quien tenga la contraseña",
      text: "Las órdenes se firman con una clave que solo la contraseña abre.",
    },
  },
  hostName: "El nombre del anfitrión",
  hostNameMissing: "Escribe el nombre que usará el anfitrión.",
  hostFirst: "Dejar entrar solo cuando esté el anfitrión",
  hostFirstHint: {
    name:
      "Los demás esperan hasta que entre alguien con ese nombre. Un nombre no demuestra nada: cualquiera con el enlace puede usarlo.",
    key: "Los demás esperan hasta que el anfitrión entre con la contraseña.",
  },
  password: "La contraseña del anfitrión",
  show: "Mostrar",
  hide: "Ocultar",
  suggest: "Sugerir una",
  copy: { no: "Copiar", yes: "Copiado", failed: "No se puede copiar: selecciónala" },
  strengthLabel: "Fuerza de la contraseña",
  noStrength: "Nadie puede recuperarla, tú tampoco. Guárdala.",
  strength: {
    1: "Muy débil: se adivina en minutos.",
    2: "Débil: se adivina en días.",
    3: "Buena: adivinarla cuesta mucho dinero.",
    4: "Fuerte: a nadie le compensa adivinarla.",
  },
  passwordMissing: "Escribe una contraseña o pide que se sugiera una.",
  passwordShort: "Una contraseña necesita al menos {least} caracteres.",
  making: "Creando la clave del anfitrión…",
  failed: "No se pudo crear la clave del anfitrión. Inténtalo otra vez en un momento.",
  notFetched: "Esa parte de la página no se pudo cargar. Inténtalo otra vez en un momento.",
  oneMoment: "Un momento…",
};
