import type { Catalogue } from "../catalogue.ts";

export const app: Catalogue["app"] = {
  description: "שיחות מדפדפן לדפדפן, דרך קישור אחד.",
  startACall: "התחלת שיחה",
  offline: {
    title: "אין חיבור",
    text: "המכשיר הזה לא מצליח להגיע ל-Kibitz כרגע. הדף ייפתח מעצמו כשהחיבור יחזור.",
    calls: "שיחה שפועלת בחלון אחר נמשכת כל עוד אפשר להגיע אל האחרים.",
    join: "כדי להצטרף לשיחה או להתחיל אחת צריך חיבור: השרת מציג את הדפדפנים זה לזה.",
    again: "לנסות שוב",
  },
};
