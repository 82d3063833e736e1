import type { Catalogue } from "../catalogue.ts";

export const verify: Catalogue["verify"] = {
  everyone: "所有人",
  people: "成员",
  codeForEveryone: "所有人的代码",
  codeWith: "与 {name} 的代码",
  codesWith: "与 {name} 的代码",
  inDigits: "数字形式：",
  matchOnEveryScreen: "每个屏幕上都一致",
  match: "一致",
  differ: "不同",
  withdraw: "收回",
  whatProtects: "这保护什么，不保护什么",
  compareByText: "改用文字比对",
  makingLong: "正在生成长代码…",
  sendDigits:
    "请用别的方式把这 60 位数字发给 {name}，例如你信任的聊天软件，不要用本通话的聊天。{name} 必须看到同样的数字。",
  longCodeWith: "与 {name} 的长代码",
  whenDiffer:
    "先确认没有人读错：如果读错了，就收回。如果确实不同，请离开本通话，新建链接，并用与上次不同的方式交给 {name}。",
  leave: "离开",
  newRoomLink: "新房间的链接",
  trust: {
    connecting: { title: "正在连接", text: "{name} 连上后会显示代码。" },
    reconnecting: { title: "正在重新连接", text: "{name} 回来后，会再次查看证书。" },
    stillHolds: "如果相同，之前的比对仍然有效。",
    sealed: {
      title: "尚未比对",
      text:
        "介绍是用房间链接中的密钥密封的。比对代码，才能知道没有持此链接的人夹在你和 {name} 之间。",
    },
    unsealed: {
      title: "介绍未密封",
      text:
        "房间的链接没有密钥，所以作介绍的服务器可能在你和 {name} 之间安插了别人。比对代码就能看出来。",
    },
    compared: {
      title: "已比对",
      text: "你说过代码一致。只要 {name} 的证书不变就有效；如果变了，会告诉你。",
    },
    differ: {
      title: "代码不同",
      text:
        "你和 {name} 之间可能夹着别人。你的任何内容都不再发往那里：没有声音、画面、聊天和文件。",
    },
    couldNotVerify: "无法验证",
    noCertificate:
      "此浏览器不显示它与 {name} 使用的证书，所以没有可比对的代码。最新的 Firefox、Chrome、Edge 或 Safari 也许会显示。",
    tooManyRuns:
      "与 {name} 生成代码的三次尝试都中断了。原因可能是连接不好，或中间有人。你仍可比对长代码。",
    changed: {
      title: "重新比对",
      text:
        "{name} 现在的证书与之前不同。这不会自己发生：可能有人插到了中间。之前的比对不再有效；请读出新代码。",
    },
    stillWithheld: "你的任何内容仍不会发给 {name}。",
  },
  waiting: {
    making: "正在与 {name} 生成代码…",
    again: "与 {name} 生成代码的一次尝试中断了。稍后会再试。",
    yourself: "此连接通回你自己的浏览器：另一端没有别人。",
  },
  group: {
    noOwnCertificate: "此浏览器不显示自己的证书，所以没有所有人的代码。",
    hidden: "没有所有人的代码：此浏览器不显示它与 {names} 的证书。",
    waiting: "正在生成所有人的代码：等待 {names}…",
    somebody: "某人",
    blocked: "你说过与 {names} 的代码不同。请先在下面解决。",
    said: "这里的所有人都已比对。",
    open: "如果有人看到别的代码，请在下面逐一比对，找出是谁。",
    sameFingerprint: "这里有两个人的证书相同，这不可能。请在下面逐一比对。",
    oldEpoch: "所有人的代码已过时。请在下面逐一比对。",
    tooManyRuns: "人员进出太频繁，无法再生成所有人的代码。请在下面逐一比对。",
    didNotFit: "没有所有人的代码：{name} 发来的内容不符。请在下面逐一比对。",
    notThisTime: "这次没有所有人的代码。请在下面逐一比对。",
  },
  sealed: "本房间的介绍用链接中的密钥密封：转交它们的服务器读不到，也无法暗中改动。",
  notSealed: "本房间的链接没有密钥：介绍未密封，转交它们的服务器可以读取和改动。",
  refused: { other: "拒绝了 {count} 次介绍，未使用：没有用本房间的密钥密封、被改动或重复发送。" },
  how: {
    nobody: "这里没有别人。有人来时，你们双方都会在这里看到可比对的代码。",
    pair: "就在通话里互相读出名称。你们必须看到相同的内容，顺序也相同。",
    group: "请一个人在通话里读出所有人的代码名称。每个人都必须看到相同的内容，顺序也相同。",
  },
};
