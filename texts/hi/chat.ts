import type { Catalogue } from "../catalogue.ts";

export const chat: Catalogue["chat"] = {
  title: "चैट",
  unread: { one: "चैट, {count} अपठित", other: "चैट, {count} अपठित" },
  lines: "चैट की पंक्तियाँ",
  empty: "अभी कुछ नहीं लिखा गया। पंक्तियाँ सीधे बाकी लोगों तक जाती हैं और सबके जाने पर मिट जाती हैं।",
  passedOn: "{name} ने आगे भेजा है। Kibitz यह जाँच नहीं सकता कि इसे किसने लिखा।",
  write: "सबको लिखें",
  send: "भेजें",
  left: { one: "{count} बाकी", other: "{count} बाकी" },
};
