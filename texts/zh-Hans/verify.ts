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
  withdraw: "撤销",
  whatProtects: "这保护什么，不保护什么",
  compareByText: "改用文字比对",
  makingLong: "正在生成长代码…",
  sendDigits:
    "请用另一个你信任的应用把这 60 位数字发给 {name}，不要用本通话的聊天。{name} 必须看到同样的数字。",
  longCodeWith: "与 {name} 的长代码",
  whenDiffer: "再确认一次没有人读错。如果确实不一致，请离开，新建链接，并用别的方式发给 {name}。",
  leave: "离开",
  newRoomLink: "新房间的链接",
  trust: {
    connecting: { title: "正在连接", text: "{name} 连上后会显示代码。" },
    reconnecting: { title: "正在重新连接", text: "{name} 回来后，会再次检查连接。" },
    stillHolds: "如果还是同一个，验证仍然有效。",
    sealed: {
      title: "未验证",
      text: "你的连接由链接中的密钥保护。请验证，以确定没有其他持有链接的人夹在你和 {name} 之间。",
    },
    unsealed: {
      title: "没有链接密钥保护",
      text: "房间的链接没有密钥，所以服务器可能在你和 {name} 之间安插了别人。请验证以查明。",
    },
    compared: { title: "已验证", text: "你说过代码一致。如果 {name} 的连接变了，会告诉你。" },
    differ: {
      title: "代码不一致",
      text: "中间可能有人。你已停止向 {name} 发送声音、视频、消息和文件。",
    },
    couldNotVerify: "无法验证",
    noCertificate:
      "此浏览器不显示它与 {name} 使用的证书，所以没有可比对的代码。最新的 Firefox、Chrome、Edge 或 Safari 也许会显示。",
    tooManyRuns:
      "与 {name} 生成代码的三次尝试都中断了。原因可能是连接不好，或中间有人。你仍可比对长代码。",
    changed: {
      title: "请重新验证",
      text:
        "{name} 的连接与之前不同。对方可能重新加入了，也可能中间有人。之前的验证不再有效：请比对新代码。",
    },
    stillWithheld: "你仍未向 {name} 发送任何内容。",
  },
  waiting: {
    making: "正在与 {name} 生成代码…",
    again: "与 {name} 生成代码时中断了。稍后会再试一次。",
    yourself: "此连接通回你自己的浏览器：另一端没有别人。",
  },
  group: {
    noOwnCertificate: "此浏览器不显示自己的证书，所以没有所有人的代码。",
    hidden: "没有所有人的代码：此浏览器不显示它与 {names} 的证书。",
    waiting: "正在生成所有人的代码：等待 {names}…",
    somebody: "某人",
    blocked: "你说过与 {names} 的代码不同。请先在下面解决。",
    said: "这里的所有人都已验证。",
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
    pair: "请大声读出这些词。你们双方看到的词和顺序应该相同。",
    group: "由一个人大声读出这些词。每个人看到的词和顺序应该相同。",
  },
  askDiffer: {
    question: "你们互相读过代码，而且不一样吗？",
    yes: "是的，不一样",
    again: "再核对一次",
  },
  stopped: { other: "{names} 收不到你的任何内容：没有声音、视频和消息。" },
  halted: { other: "{names} 的浏览器已停止向你发送。" },
  haltedTile: "未向你发送",
  haltedWhat: "这是什么意思",
  haltedMeans:
    "你暂时听不到也看不到对方，对方的消息也到不了你这里。对方看到的代码可能与你的不同。请用别的方式联系，例如打电话，再比对一次代码。",
  verifyNow: "验证",
  notSentTo: "未发送给 {names}",
};
