import type { Catalogue } from "../catalogue.ts";

export const presenting: Catalogue["presenting"] = {
  screen:
    "מסך משותף. פלוס ומינוס מגדילים ומקטינים, מקשי החיצים מזיזים, אפס מציג את הכול. L מצביע, P מצייר, Escape מפסיק את שניהם.",
  tools: "זום ודיו",
  nearer: "הגדלה",
  farther: "הקטנה",
  whole: "הצגת הכול",
  laser: "הצבעה",
  pen: "ציור",
  colours: "צבע",
  colour: { 0: "ורוד", 1: "צהוב", 2: "ירוק", 3: "כחול", 4: "סגול" },
  undo: "ביטול הקו האחרון",
  clearMine: "הסרת מה שציירת",
  clearAll: "הסרת כל הציורים",
};
