import type { Catalogue } from "../catalogue.ts";

export const settings: Catalogue["settings"] = {
  title: "设置",
  devices: "设备",
  microphone: "麦克风",
  camera: "摄像头",
  speaker: "扬声器",
  level: "你的麦克风音量",
  levelOff: "打开麦克风，就能在这里看到音量，并从全部麦克风中选择。",
  treatment: "你的声音",
  echoCancellation: { label: "回声消除", hint: "不让扬声器里的声音进入麦克风。" },
  noiseSuppression: { label: "降噪", hint: "减弱风扇、车流和键盘声。播放音乐时请关闭。" },
  autoGainControl: { label: "音量均衡", hint: "把小的声音调大，把大的声音调小。" },
  avatar: "没有摄像头时的头像",
  initials: "姓名首字",
  avatarHint: "表情符号放在你的名字前面，大家都能看到。",
};
