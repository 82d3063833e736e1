import type { Catalogue } from "../catalogue.ts";

export const chat: Catalogue["chat"] = {
  title: "Discussion",
  unread: { one: "Discussion, {count} non lu", other: "Discussion, {count} non lus" },
  lines: "Lignes de la discussion",
  empty:
    "Rien d'écrit pour l'instant. Les lignes vont directement aux autres et disparaissent quand tout le monde est parti.",
  passedOn: "Transmis par {name}. Kibitz ne peut pas vérifier qui l'a écrit.",
  write: "Écrire à tous",
  send: "Envoyer",
  left: { one: "reste {count}", other: "reste {count}" },
};
