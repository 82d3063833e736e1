import type { Catalogue } from "../catalogue.ts";

export const chat: Catalogue["chat"] = {
  title: "Chat",
  unread: { one: "Chat, {count} ungelesen", other: "Chat, {count} ungelesen" },
  lines: "Chatzeilen",
  empty:
    "Noch nichts geschrieben. Zeilen gehen direkt an die anderen und sind weg, wenn alle gegangen sind.",
  passedOn: "Weitergegeben von {name}. Kibitz kann nicht prüfen, wer das geschrieben hat.",
  write: "An alle schreiben",
  send: "Senden",
  left: { one: "noch {count} Zeichen", other: "noch {count} Zeichen" },
};
