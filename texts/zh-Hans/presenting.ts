import type { Catalogue } from "../catalogue.ts";

export const presenting: Catalogue["presenting"] = {
  screen: "共享的屏幕。加号和减号缩放，方向键移动，零显示全部。L 指示，P 绘画，Escape 停止两者。",
  tools: "缩放和墨迹",
  nearer: "放大",
  farther: "缩小",
  whole: "显示全部",
  laser: "指示",
  pen: "绘画",
  colours: "颜色",
  colour: { 0: "粉色", 1: "黄色", 2: "绿色", 3: "蓝色", 4: "紫色" },
  undo: "撤回上一笔",
  clearMine: "清除你画的内容",
  clearAll: "清除所有绘画",
};
