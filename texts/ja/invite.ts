import type { Catalogue } from "../catalogue.ts";

export const invite: Catalogue["invite"] = {
  title: "招待",
  sealed:
    "このリンクを持つ人はだれでも参加できます。# より後ろは部屋の鍵です。来てほしい人にだけ渡してください。",
  open: "この部屋の名前を知っている人はだれでも参加できます。リンクに鍵がありません。",
  link: "リンク",
  copy: "リンクをコピー",
  copied: "コピーしました",
  copyFailed: "ここではコピーできません。リンクを選択して手でコピーしてください。",
  share: "共有",
  qr: "リンクの QR コード",
  qrHint: "または、スマートフォンでこのコードを読み取ってください。",
  qrFailed:
    "QR コードを表示できません。ページの一部を取得できませんでした。閉じて、少し待ってから開いてください。",
};
