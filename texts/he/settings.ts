import type { Catalogue } from "../catalogue.ts";

export const settings: Catalogue["settings"] = {
  title: "הגדרות",
  devices: "מכשירים",
  microphone: "מיקרופון",
  camera: "מצלמה",
  speaker: "רמקול",
  level: "עוצמת המיקרופון שלך",
  levelOff: "הפעלת המיקרופון תציג כאן את עוצמתו ותאפשר לבחור מבין כולם.",
  treatment: "הצליל שלך",
  echoCancellation: { label: "ביטול הד", hint: "מונע ממה שיוצא מהרמקול להיכנס למיקרופון." },
  noiseSuppression: {
    label: "הפחתת רעשים",
    hint: "מנמיכה מאווררים, תנועה ומקשים. כדאי לכבות למוזיקה.",
  },
  autoGainControl: { label: "עוצמה אחידה", hint: "מגבירה קול חלש ומנמיכה קול חזק." },
  avatar: "התמונה שלך בלי מצלמה",
  initials: "ראשי תיבות",
  avatarHint: "אמוג'י עומד לפני השם שלך, במקום שכולם רואים.",
};
