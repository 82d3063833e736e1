import type { Catalogue } from "../catalogue.ts";

export const settings: Catalogue["settings"] = {
  title: "सेटिंग",
  devices: "उपकरण",
  microphone: "माइक्रोफ़ोन",
  camera: "कैमरा",
  speaker: "स्पीकर",
  level: "आपका माइक्रोफ़ोन कितना तेज़ है",
  levelOff: "माइक्रोफ़ोन चालू करें, तब यहाँ दिखेगा कि वह कितना तेज़ है, और सभी में से चुन सकेंगे।",
  treatment: "आपकी आवाज़",
  echoCancellation: {
    label: "गूँज हटाना",
    hint: "आपके स्पीकर की आवाज़ को आपके माइक्रोफ़ोन में जाने से रोकता है।",
  },
  noiseSuppression: {
    label: "शोर कम करना",
    hint: "पंखे, ट्रैफ़िक और कीबोर्ड का शोर घटाता है। संगीत के लिए बंद करें।",
  },
  autoGainControl: { label: "एक-सी आवाज़", hint: "धीमी आवाज़ को तेज़ और तेज़ को धीमा करता है।" },
  avatar: "कैमरे के बिना आपकी तस्वीर",
  initials: "नाम के अक्षर",
  avatarHint: "इमोजी आपके नाम से पहले रहता है, जहाँ सब उसे देखते हैं।",
};
