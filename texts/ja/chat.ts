import type { Catalogue } from "../catalogue.ts";

export const chat: Catalogue["chat"] = {
  title: "チャット",
  unread: { other: "チャット、未読 {count} 件" },
  lines: "チャットの内容",
  empty: "まだ何も書かれていません。書いたものは相手に直接届き、全員が退出すると消えます。",
  passedOn: "{name} さんから転送されました。誰が書いたかを Kibitz は確認できません。",
  write: "全員に書く",
  send: "送信",
  left: { other: "残り {count}" },
};
