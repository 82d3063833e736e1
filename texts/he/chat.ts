import type { Catalogue } from "../catalogue.ts";

export const chat: Catalogue["chat"] = {
  title: "צ׳אט",
  unread: { one: "צ׳אט, {count} שלא נקראה", other: "צ׳אט, {count} שלא נקראו" },
  lines: "שורות הצ׳אט",
  empty: "עוד לא נכתב דבר. השורות עוברות ישר אל האחרים ונעלמות כשכולם יוצאים.",
  passedOn: "הועבר על ידי {name}. ל־Kibitz אין דרך לבדוק מי כתב את זה.",
  write: "כתבו לכולם",
  send: "שליחה",
  left: { one: "נשאר {count}", other: "נשארו {count}" },
};
