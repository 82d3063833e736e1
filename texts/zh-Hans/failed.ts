import type { Catalogue } from "../catalogue.ts";

export const failed: Catalogue["failed"] = {
  part: "页面的这一部分出错了。",
  page: "此页面出了问题",
  pageText: "如果你正在通话，通话会继续：其他人仍能看到和听到你。",
  message: "无法显示这条消息。",
  file: "无法显示此文件。",
  person: "无法显示此人。",
  screen: "无法显示此屏幕。",
  sound: "无法播放某位参与者的声音。",
  drawings: "无法显示画笔内容。",
  notice: "无法显示一条通知。",
  again: "重试",
};
