import type { Catalogue } from "../catalogue.ts";

export const site: Catalogue["site"] = {
  title: "Kibitz: abre un enlace y estás en la llamada",
  skip: "Saltar al contenido",
  siteNav: "Sitio",
  moreNav: "Más",
  security: "Seguridad",
  docs: "Documentos",
  threatModel: "Modelo de amenazas",
  free: "Kibitz es software libre con la licencia Apache 2.0.",
  language: "Idioma",
  description:
    "Videollamadas con un solo enlace. Tu llamada va cifrada de navegador a navegador; el servidor os presenta y nunca recibe la clave de tu enlace.",
  openALink: "Abre un enlace.",
  inACall: "Ya estás en la llamada.",
  lead:
    "Sin cuenta y sin instalar nada. Tu llamada va cifrada de navegador a navegador; el servidor os presenta y nunca recibe la clave de tu enlace.",
  howProtected: "Cómo se protege esto y qué no",
  diagram:
    "Dos navegadores unidos por una línea gruesa: sonido, imagen y chat van directos por ella, cifrados. Líneas finas discontinuas suben de ambos a este servidor, que los presenta.",
  diagramServer: "este servidor",
  diagramIntroduces: "os presenta",
  diagramYou: "tú",
  diagramThey: "ellos",
  diagramContent: "sonido, imagen, chat",
  diagramStraight: "cifrado, directo",
  startACall: "Iniciar una llamada",
  roomName: "Nombre de la sala",
  suggest: "Sugerir otro nombre",
  keyMadeHere: "La clave se crea aquí, en tu navegador. Quien tenga el enlace puede entrar.",
  create: "Crear la sala",
  needsScript: "Las llamadas necesitan JavaScript. Permítelo para este sitio.",
  openARoom: "Abrir una sala",
  linkOrName: "Enlace o nombre",
  nameOnly: "El nombre de una sala. Para usar un enlace, ábrelo directamente.",
  open: "Abrir",
  nameAlone:
    "Un nombre solo no tiene clave: quien lo adivine puede entrar, y hay que confiar en que el servidor os presente con honradez.",
  otherSite: "Ese enlace es de otro sitio:",
  goTo: "ir a {host}",
  refusals: {
    empty: "Pega primero un enlace o escribe el nombre de una sala.",
    "too-long":
      "Eso es demasiado largo para un enlace o un nombre. Copia el enlace otra vez y pega solo eso.",
    "not-a-room": "Ese enlace no lleva a una sala. El enlace de una sala contiene /r/ y un nombre.",
    "bad-key":
      "La clave al final de ese enlace no está entera. Copia el enlace otra vez, hasta la última letra.",
    "bad-settings":
      "Ese enlace pide algo que aquí no se conoce o no está entero. Copia el enlace otra vez, hasta la última letra.",
    "no-name": "El nombre de una sala necesita al menos una letra de la a a la z o una cifra.",
  },
  notALink:
    "Este formulario admite el nombre de una sala, no un enlace. Abre el enlace mismo; y si llevaba una clave, el servidor ya la ha visto, así que crea un enlace nuevo.",
  recent: "Salas recientes",
  forgetAll: "Olvidar todas",
  byName: "por nombre",
  privateLink: "enlace privado",
  keptHere: "Guardadas solo en este navegador, con sus claves.",
  errors: {
    400: {
      title: "Eso no tenía sentido aquí",
      text: "La dirección o el formulario contenía algo que esta página no puede usar.",
    },
    404: {
      title: "Aquí no hay nada",
      text:
        "La dirección puede estar mal escrita o ser antigua. El enlace de una sala contiene /r/ y el nombre de la sala.",
    },
    405: {
      title: "Esta página no se usa así",
      text: "La página existe, pero no responde a esa clase de petición.",
    },
    500: {
      title: "Algo se rompió por nuestra parte",
      text:
        "No es culpa tuya. Inténtalo otra vez en un momento; las llamadas en curso siguen sin nosotros.",
    },
  },
  toTheStart: "Ir al inicio",
  readTheDocs: "Leer los documentos",
};
