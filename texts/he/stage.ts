import type { Catalogue } from "../catalogue.ts";

export const stage: Catalogue["stage"] = {
  more: "עוד",
  layout: "פריסה: {name}. שינוי",
  layoutNow: "פריסה: {name}",
  changeLayout: "שינוי הפריסה",
  layouts: { gallery: "גלריה", speaker: "דובר", compact: "רצועה צרה" },
  showSelf: "הצגת התמונה שלך",
  hideSelf: "הסתרת התמונה שלך",
  selfAt: {
    "bottom-right": "התמונה שלך, למטה מימין. גררו אותה או הזיזו בחצים.",
    "bottom-left": "התמונה שלך, למטה משמאל. גררו אותה או הזיזו בחצים.",
    "top-left": "התמונה שלך, למעלה משמאל. גררו אותה או הזיזו בחצים.",
    "top-right": "התמונה שלך, למעלה מימין. גררו אותה או הזיזו בחצים.",
  },
  keys: "מקשים",
  fullScreen: "מסך מלא",
  leaveFullScreen: "יציאה ממסך מלא",
  pip: "תמונה בתוך תמונה",
  leavePip: "יציאה מתמונה בתוך תמונה",
  pipEmpty: "אף מצלמה אינה פועלת, אז אין תמונה לקחת.",
  pipFailed: "הדפדפן לא פתח תמונה. נסו שוב.",
};
