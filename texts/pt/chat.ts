import type { Catalogue } from "../catalogue.ts";

export const chat: Catalogue["chat"] = {
  title: "Conversa",
  unread: { one: "Conversa, {count} não lida", other: "Conversa, {count} não lidas" },
  lines: "Linhas da conversa",
  empty: "Nada escrito ainda. As linhas vão direto aos outros e somem quando todos saírem.",
  passedOn: "Repassado por {name}. O Kibitz não consegue verificar quem escreveu.",
  write: "Escreva a todos",
  send: "Enviar",
  left: { one: "resta {count}", other: "restam {count}" },
};
