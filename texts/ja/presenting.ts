import type { Catalogue } from "../catalogue.ts";

export const presenting: Catalogue["presenting"] = {
  screen:
    "共有中の画面。プラスとマイナスで拡大・縮小、矢印キーで移動、ゼロで全体を表示。Lで指し示し、Pで描き、Escapeで両方をやめます。",
  tools: "ズームとインク",
  nearer: "拡大",
  farther: "縮小",
  whole: "全体を表示",
  laser: "指し示す",
  pen: "描く",
  colours: "色",
  colour: { 0: "ピンク", 1: "黄", 2: "緑", 3: "青", 4: "紫" },
  undo: "最後の線を取り消す",
  clearMine: "自分が描いたものを消す",
  clearAll: "描かれたものをすべて消す",
};
