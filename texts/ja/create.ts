import type { Catalogue } from "../catalogue.ts";

export const create: Catalogue["create"] = {
  options: "オプション",
  summary: {
    none: "{people} 人まで、ホストなし",
    name: "{people} 人まで、名前でホスト",
    key: "{people} 人まで、パスワードでホスト",
  },
  people: "人数の上限",
  who: "だれがホストですか？",
  whatHostsDo: "ホストはだれを入れるか決め、部屋に鍵をかけ、人を退出させることができます。",
  hosts: {
    none: { title: "なし", text: "リンクを持つ人はだれでも入れます。だれも断ることはできません。" },
    name: {
      title: "決めた名前の人",
      text:
        "リンクを持つ人ならだれでもその名前を名乗れます。友人向けで、他人への守りにはなりません。",
    },
    key: {
      title: "パスワードを持つ人",
      text: "命令は、パスワードでしか開かない鍵で署名されます。",
    },
  },
  hostName: "ホストの名前",
  hostNameMissing: "ホストが使う名前を入力してください。",
  hostFirst: "ホストがいるときだけ入室を許可する",
  hostFirstHint: {
    name:
      "その名前の人が参加するまで、ほかの人は待ちます。名前は何の証明にもなりません。リンクを持つ人ならだれでも名乗れます。",
    key: "ホストがパスワードで参加するまで、ほかの人は待ちます。",
  },
  password: "ホストのパスワード",
  show: "表示",
  hide: "隠す",
  suggest: "提案する",
  copy: { no: "コピー", yes: "コピーしました", failed: "コピーできません。選択してください" },
  strengthLabel: "パスワードの強さ",
  noStrength: "あなたも含め、だれも取り戻せません。保管してください。",
  strength: {
    1: "とても弱い：数分で当てられます。",
    2: "弱い：数日で当てられます。",
    3: "良い：当てるには大金がかかります。",
    4: "強い：当てる値打ちがありません。",
  },
  passwordMissing: "パスワードを入力するか、提案を使ってください。",
  passwordShort: "パスワードは {least} 文字以上必要です。",
  making: "ホストの鍵を作成中…",
  failed: "ホストの鍵を作成できませんでした。少し待ってからもう一度試してください。",
  notFetched: "ページのその部分を取得できませんでした。少し待ってからもう一度試してください。",
  oneMoment: "お待ちください…",
};
