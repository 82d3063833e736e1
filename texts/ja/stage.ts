import type { Catalogue } from "../catalogue.ts";

export const stage: Catalogue["stage"] = {
  more: "その他",
  layout: "レイアウト：{name}。変更する",
  layoutNow: "レイアウト：{name}",
  changeLayout: "レイアウトを変更",
  layouts: { gallery: "ギャラリー", speaker: "話者", compact: "コンパクト" },
  showSelf: "自分の映像を表示",
  hideSelf: "自分の映像を隠す",
  selfAt: {
    "bottom-right": "あなたの映像、右下。ドラッグするか矢印キーで動かせます。",
    "bottom-left": "あなたの映像、左下。ドラッグするか矢印キーで動かせます。",
    "top-left": "あなたの映像、左上。ドラッグするか矢印キーで動かせます。",
    "top-right": "あなたの映像、右上。ドラッグするか矢印キーで動かせます。",
  },
  keys: "キー",
  fullScreen: "全画面",
  leaveFullScreen: "全画面を終了",
  pip: "ピクチャーインピクチャー",
  leavePip: "ピクチャーインピクチャーを終了",
  pipEmpty: "だれのカメラもオンでないため、持ち出す映像がありません。",
  pipFailed: "ブラウザーが映像を開きませんでした。もう一度試してください。",
};
