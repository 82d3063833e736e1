import type { Catalogue } from "../catalogue.ts";

export const settings: Catalogue["settings"] = {
  title: "設定",
  devices: "機器",
  microphone: "マイク",
  camera: "カメラ",
  speaker: "スピーカー",
  level: "マイクの音量",
  levelOff: "マイクをオンにすると、ここに音量が出て、すべてのマイクから選べます。",
  treatment: "あなたの音声",
  echoCancellation: {
    label: "エコーキャンセル",
    hint: "スピーカーから出た音がマイクに入らないようにします。",
  },
  noiseSuppression: {
    label: "ノイズ抑制",
    hint: "ファン、車、キーボードの音を抑えます。音楽のときはオフにしてください。",
  },
  autoGainControl: { label: "音量をそろえる", hint: "小さな声を大きく、大きな声を小さくします。" },
  avatar: "カメラなしのときの絵",
  initials: "イニシャル",
  avatarHint: "絵文字は名前の前に付き、みんなに見えます。",
};
