import type { Catalogue } from "../catalogue.ts";

export const keys: Catalogue["keys"] = {
  title: "कुंजियाँ",
  how: "ये कॉल में तब काम करती हैं जब आप लिख नहीं रहे, और कभी Ctrl, Alt या Cmd के साथ नहीं।",
  actions: {
    microphone: "माइक्रोफ़ोन चालू और बंद",
    camera: "कैमरा चालू और बंद",
    talk: "बोलने के लिए दबाए रखें",
    screen: "अपनी स्क्रीन साझा करें या रोकें",
    chat: "चैट",
    people: "लोग",
    fullscreen: "पूरी स्क्रीन",
    layout: "व्यवस्था बदलें",
    help: "यह सूची",
  },
  names: { space: "स्पेस" },
  escape: "पैनल बंद करें",
  arrows: "अपनी तस्वीर हटाएँ, जब फ़ोकस उस पर हो",
  use: "इन कुंजियों का उपयोग करें",
};
