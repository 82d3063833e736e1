import type { Catalogue } from "../catalogue.ts";

export const chat: Catalogue["chat"] = {
  title: "聊天",
  unread: { other: "聊天，{count} 条未读" },
  lines: "聊天内容",
  empty: "还没有内容。文字直接发给其他人，所有人离开后即消失。",
  passedOn: "由 {name} 转发。Kibitz 无法核实是谁写的。",
  write: "写给所有人",
  send: "发送",
  left: { other: "还剩 {count}" },
};
