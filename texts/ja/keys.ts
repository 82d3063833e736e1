import type { Catalogue } from "../catalogue.ts";

export const keys: Catalogue["keys"] = {
  title: "キー",
  how: "通話中、文字を書いていないときに働きます。Ctrl、Alt、Cmd と一緒には使いません。",
  actions: {
    microphone: "マイクのオンとオフ",
    camera: "カメラのオンとオフ",
    talk: "押している間だけ話す",
    screen: "画面の共有、またはその停止",
    chat: "チャット",
    people: "参加者",
    fullscreen: "全画面",
    layout: "レイアウトを変更",
    help: "この一覧",
  },
  names: { space: "スペース" },
  escape: "パネルを閉じる",
  arrows: "フォーカスがあるとき、自分の映像を動かす",
  use: "これらのキーを使う",
};
