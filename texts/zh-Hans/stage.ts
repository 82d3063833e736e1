import type { Catalogue } from "../catalogue.ts";

export const stage: Catalogue["stage"] = {
  more: "更多",
  layout: "布局：{name}。更改",
  layoutNow: "布局：{name}",
  changeLayout: "更改布局",
  layouts: { gallery: "画廊", speaker: "发言者", compact: "紧凑长条" },
  showSelf: "显示你的画面",
  hideSelf: "隐藏你的画面",
  selfAt: {
    "bottom-right": "你的画面，在右下角。可拖动，或用方向键移动。",
    "bottom-left": "你的画面，在左下角。可拖动，或用方向键移动。",
    "top-left": "你的画面，在左上角。可拖动，或用方向键移动。",
    "top-right": "你的画面，在右上角。可拖动，或用方向键移动。",
  },
  keys: "按键",
  fullScreen: "全屏",
  leaveFullScreen: "退出全屏",
  pip: "画中画",
  leavePip: "退出画中画",
  pipEmpty: "没有人打开摄像头，所以没有可带走的画面。",
  pipFailed: "浏览器没有打开画面。请重试。",
};
