import type { Catalogue } from "../catalogue.ts";

export const presenting: Catalogue["presenting"] = {
  screen:
    "साझा स्क्रीन। प्लस और माइनस से ज़ूम करें, तीर कुंजियों से खिसकाएँ, शून्य से पूरी स्क्रीन दिखाएँ। L से इंगित करें, P से बनाएँ, Escape से दोनों रोकें।",
  tools: "ज़ूम और स्याही",
  nearer: "बड़ा करें",
  farther: "छोटा करें",
  whole: "पूरी स्क्रीन दिखाएँ",
  laser: "इंगित करें",
  pen: "बनाएँ",
  colours: "रंग",
  colour: { 0: "गुलाबी", 1: "पीला", 2: "हरा", 3: "नीला", 4: "बैंगनी" },
  undo: "पिछली रेखा वापस लें",
  clearMine: "अपना बनाया हुआ हटाएँ",
  clearAll: "सब बनाया हुआ हटाएँ",
};
