import type { Catalogue } from "../catalogue.ts";

export const keys: Catalogue["keys"] = {
  title: "מקשים",
  how: "הם פועלים בשיחה כשאינכם כותבים, ואף פעם לא יחד עם Ctrl,‏ Alt או Cmd.",
  actions: {
    microphone: "הפעלה וכיבוי של המיקרופון",
    camera: "הפעלה וכיבוי של המצלמה",
    talk: "להחזיק כדי לדבר",
    screen: "שיתוף המסך או הפסקתו",
    chat: "צ׳אט",
    people: "משתתפים",
    fullscreen: "מסך מלא",
    layout: "שינוי הפריסה",
    help: "הרשימה הזאת",
  },
  names: { space: "רווח" },
  escape: "סגירת חלונית",
  arrows: "הזזת התמונה שלך כשהמיקוד עליה",
  use: "להשתמש במקשים האלה",
};
