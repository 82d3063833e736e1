import type { Catalogue } from "../catalogue.ts";

export const invite: Catalogue["invite"] = {
  title: "邀请",
  sealed: "有此链接的人都能加入。# 后面的部分是房间的密钥：只转给你希望来这里的人。",
  open: "知道房间名的人都能加入：此链接没有密钥。",
  link: "链接",
  copy: "复制链接",
  copied: "已复制",
  copyFailed: "这里不允许复制。请选取链接，手动复制。",
  share: "分享",
  qr: "链接的二维码",
  qrHint: "或用手机扫描此码。",
  qrFailed: "无法绘制二维码：本页的一部分未能加载。请关闭，稍后再打开。",
};
