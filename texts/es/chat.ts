import type { Catalogue } from "../catalogue.ts";

export const chat: Catalogue["chat"] = {
  title: "Chat",
  unread: { one: "Chat, {count} sin leer", other: "Chat, {count} sin leer" },
  lines: "Líneas del chat",
  empty:
    "Aún no hay nada escrito. Las líneas van directas a los demás y desaparecen cuando todos han salido.",
  passedOn: "Reenviado por {name}. Kibitz no puede comprobar quién lo escribió.",
  write: "Escribe a todos",
  send: "Enviar",
  left: { one: "queda {count}", other: "quedan {count}" },
};
