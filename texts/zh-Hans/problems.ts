import type { Catalogue } from "../catalogue.ts";

export const problems: Catalogue["problems"] = {
  call: {
    "bad-room": { title: "此链接没有可用的房间名", text: "请再要一次链接，或在首页新开一个房间。" },
    "bad-key": {
      title: "此链接不完整",
      text: "# 后面的部分似乎被截断或改动。请再要一次链接，并完整复制。",
    },
    "bad-settings": {
      title: "这里看不懂此链接",
      text:
        "其中某处被截断或改动，或它要求本页不了解的东西。请再要一次链接并完整复制。若它是完整的，请刷新本页。",
    },
    "bad-name": { title: "无法显示这个名字", text: "请输入 1 到 40 个字符的名字。" },
    unsupported: {
      title: "此浏览器无法通话",
      text: "它没有 WebRTC，或已将其关闭。请用最新的 Firefox、Chrome、Edge 或 Safari 打开链接。",
    },
    insecure: {
      title: "此地址对通话来说不够安全",
      text: "浏览器只允许通过 https 通话。请在开头用 https:// 打开同一链接。",
    },
    "broker-unreachable": {
      title: "现在连不上其他人",
      text: "负责介绍的服务器没有回应。请检查连接后重试。可能是公司网络或 VPN 拦截了它。",
    },
    "broker-refused": {
      title: "服务器拒绝了我们",
      text: "它可能很忙，或你在很多标签页里打开了这个房间。请稍等再试。",
    },
    "no-answer": {
      title: "房间里没有人回应",
      text: "有人在，但无法与其建立连接。请重试；如果一直这样，请检查此设备的时钟，或换个网络。",
    },
    tampered: {
      title: "介绍遭到篡改",
      text:
        "你和房间之间有东西在改动或伪造连接你们的消息。它们已被拒绝，你没有连到任何人。请换个网络；如果一直这样，请用别的方式告诉其他人。",
    },
    "room-full": { title: "此房间已满", text: "等有人离开后再试。" },
    refused: { title: "你没有获准进入", text: "房间现在不接受你。请问邀请你的人。" },
    locked: { title: "房间已锁定", text: "主持人不让新人进入。请对方解锁，然后重试。" },
    denied: { title: "主持人没有让你进入", text: "用别的方式与其联系，然后再请求。" },
    removed: { title: "主持人移除了你", text: "你不能用此链接回到这个房间。" },
    "no-relay": {
      title: "这里无法隐藏你的地址",
      text:
        "这需要中继，而这里没有，或它现在没有回应。你没有连到任何人。请稍后再试，或让通话中的人看到你的网络地址。",
    },
    aborted: { title: "你停止了加入", text: "随时可以重新加入。" },
    dropped: {
      title: "通话在这里结束了",
      text: "你与房间的连接断了。其他人可能还在里面：请重新加入。",
    },
    unknown: { title: "出了点问题", text: "加入没有成功，原因不明。请刷新页面后重试。" },
  },
  microphone: {
    denied: {
      title: "浏览器不给我们麦克风",
      text: "请点地址旁的图标，允许本站使用麦克风，然后重新打开。没有它也能通话。",
    },
    missing: { title: "没有找到麦克风", text: "请接上一个，然后重新打开。没有它也能通话。" },
    busy: {
      title: "麦克风被占用",
      text: "似乎有别的应用或标签页在使用它。请关闭那个，然后重新打开。没有它也能通话。",
    },
    insecure: {
      title: "不安全的地址上没有麦克风",
      text: "浏览器只把麦克风给 https 地址。没有它也能通话。",
    },
    interrupted: {
      title: "麦克风暂时没有声音",
      text: "系统暂时占用，比如正在接电话。它会自己恢复；如果没有，请关闭后再打开。",
    },
    unplugged: {
      title: "麦克风不见了",
      text: "它被拔掉了，或被别的应用占用。通话继续；恢复后请重新打开。",
    },
    unknown: { title: "麦克风没有启动", text: "请重试，或选另一个。没有它也能通话。" },
  },
  camera: {
    denied: {
      title: "浏览器不给我们摄像头",
      text: "请点地址旁的图标，允许本站使用摄像头，然后重新打开。没有它也能通话。",
    },
    missing: { title: "没有找到摄像头", text: "请接上一个，然后重新打开。没有它也能通话。" },
    busy: {
      title: "摄像头被占用",
      text: "似乎有别的应用或标签页在使用它。请关闭那个，然后重新打开。没有它也能通话。",
    },
    insecure: {
      title: "不安全的地址上没有摄像头",
      text: "浏览器只把摄像头给 https 地址。没有它也能通话。",
    },
    interrupted: {
      title: "摄像头暂时没有画面",
      text: "系统暂时占用，比如正在接电话。它会自己恢复；如果没有，请关闭后再打开。",
    },
    unplugged: {
      title: "摄像头不见了",
      text: "它被拔掉了，或被别的应用占用。通话继续；恢复后请重新打开。",
    },
    unknown: { title: "摄像头没有启动", text: "请重试，或选另一个。没有它也能通话。" },
  },
  screen: {
    denied: { title: "浏览器不给我们屏幕", text: "请在系统设置里允许此浏览器录制屏幕，然后重试。" },
    missing: { title: "没有找到屏幕", text: "请重试，或选另一个。没有它也能通话。" },
    busy: {
      title: "屏幕被占用",
      text: "似乎有别的应用或标签页在使用它。请关闭那个，然后重新共享。没有它也能通话。",
    },
    insecure: {
      title: "不安全的地址上没有屏幕",
      text: "浏览器只把屏幕给 https 地址。没有它也能通话。",
    },
    interrupted: {
      title: "屏幕暂时没有画面",
      text: "系统暂时占用，比如正在接电话。它会自己恢复；如果没有，请关闭后再打开。",
    },
    unplugged: { title: "屏幕不见了", text: "被别的应用占用了。通话继续；恢复后请重新共享。" },
    unknown: { title: "屏幕共享没有启动", text: "请重试，或选另一个。没有它也能通话。" },
  },
};
