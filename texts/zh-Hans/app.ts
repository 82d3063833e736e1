import type { Catalogue } from "../catalogue.ts";

export const app: Catalogue["app"] = {
  description: "一个链接，浏览器之间直接通话。",
  startACall: "开始通话",
  offline: {
    title: "没有连接",
    text: "此设备现在连不上 Kibitz。连接恢复后，本页会自动打开。",
    calls: "只要还能连到其他人，另一个窗口里的通话会继续。",
    join: "开始或加入通话需要连接：由服务器介绍各个浏览器互相认识。",
    again: "重试",
  },
};
