import type { Catalogue } from "../catalogue.ts";

export const keys: Catalogue["keys"] = {
  title: "按键",
  how: "在通话中不打字时有效，且不与 Ctrl、Alt 或 Cmd 一起使用。",
  actions: {
    microphone: "开关麦克风",
    camera: "开关摄像头",
    talk: "按住说话",
    screen: "共享屏幕或停止",
    chat: "聊天",
    people: "成员",
    fullscreen: "全屏",
    layout: "更改布局",
    help: "此列表",
  },
  names: { space: "空格" },
  escape: "关闭面板",
  arrows: "焦点在自己的画面上时移动它",
  use: "使用这些按键",
};
