import type { Catalogue } from "../catalogue.ts";

export const create: Catalogue["create"] = {
  options: "选项",
  summary: {
    none: "最多 {people} 人，无主持人",
    name: "最多 {people} 人，按名字定主持人",
    key: "最多 {people} 人，按密码定主持人",
  },
  people: "最多人数",
  who: "谁来主持？",
  whatHostsDo: "主持人决定谁能进来，可以锁定房间，也可以移除他人。",
  hosts: {
    none: { title: "无人", text: "有链接的人都能进来。谁也不能拒绝谁。" },
    name: { title: "使用某个名字的人", text: "有链接的人都能用这个名字。适合朋友，防不了陌生人。" },
    key: { title: "有密码的人", text: "命令由只有密码才能打开的密钥签名。" },
  },
  hostName: "主持人的名字",
  hostNameMissing: "输入主持人将使用的名字。",
  hostFirst: "只在主持人在场时让人进入",
  hostFirstHint: {
    name: "其他人要等到有人用这个名字加入。名字证明不了什么：有链接的人都能用它。",
    key: "其他人要等到主持人用密码加入。",
  },
  password: "主持人的密码",
  show: "显示",
  hide: "隐藏",
  suggest: "建议一个",
  copy: { no: "复制", yes: "已复制", failed: "无法复制：请选取它" },
  strengthLabel: "密码强度",
  noStrength: "没有人能找回它，包括你自己。请妥善保存。",
  strength: {
    1: "很弱：几分钟就能猜到。",
    2: "弱：几天就能猜到。",
    3: "好：猜到要花很多钱。",
    4: "强：没人值得去猜。",
  },
  passwordMissing: "输入密码，或让我们建议一个。",
  passwordShort: "密码至少需要 {least} 个字符。",
  making: "正在生成主持人的密钥…",
  failed: "无法生成主持人的密钥。请稍后重试。",
  notFetched: "页面的这一部分未能加载。请稍后重试。",
  oneMoment: "请稍候…",
};
