import type { Catalogue } from "../catalogue.ts";

export const app: Catalogue["app"] = {
  description: "Llamadas de navegador a navegador, con un solo enlace.",
  startACall: "Iniciar una llamada",
  offline: {
    title: "Sin conexión",
    text:
      "Este dispositivo no puede llegar a Kibitz ahora mismo. La página se abrirá sola cuando vuelva la conexión.",
    calls: "Una llamada en otra ventana sigue mientras se pueda llegar a los demás.",
    join:
      "Para iniciar una llamada o unirte necesitas conexión: el servidor presenta los navegadores entre sí.",
    again: "Intentar de nuevo",
  },
};
