import type { Catalogue } from "../catalogue.ts";

export const app: Catalogue["app"] = {
  description: "リンクひとつで、ブラウザーからブラウザーへ通話。",
  startACall: "通話を始める",
  offline: {
    title: "接続がありません",
    text: "この端末はいま Kibitz に接続できません。接続が戻ると、このページは自動的に開きます。",
    calls: "別のウィンドウの通話は、相手とつながるかぎり続きます。",
    join:
      "通話を始めたり参加したりするには接続が必要です。サーバーがブラウザー同士を引き合わせます。",
    again: "もう一度試す",
  },
};
