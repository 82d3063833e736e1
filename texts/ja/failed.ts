import type { Catalogue } from "../catalogue.ts";

export const failed: Catalogue["failed"] = {
  part: "ページのこの部分でエラーが発生しました。",
  page: "このページで問題が発生しました",
  pageText:
    "通話中の場合、通話は続いています。ほかの人には引き続きあなたの映像と音声が届いています。",
  message: "このメッセージを表示できません。",
  file: "このファイルを表示できません。",
  person: "この参加者を表示できません。",
  screen: "この画面を表示できません。",
  sound: "参加者の音声を再生できません。",
  drawings: "書き込みを表示できません。",
  notice: "通知を表示できません。",
  again: "もう一度試す",
};
