import type { Catalogue } from "../catalogue.ts";

export const failed: Catalogue["failed"] = {
  part: "Esta parte de la página ha fallado.",
  page: "Algo ha salido mal en esta página",
  pageText: "Si estás en una llamada, sigue en curso: los demás todavía te ven y te oyen.",
  message: "No se puede mostrar este mensaje.",
  file: "No se puede mostrar este archivo.",
  person: "No se puede mostrar a esta persona.",
  screen: "No se puede mostrar esta pantalla.",
  sound: "No se puede reproducir el audio de alguien.",
  drawings: "No se pueden mostrar los dibujos.",
  notice: "No se puede mostrar un aviso.",
  again: "Intentar de nuevo",
};
