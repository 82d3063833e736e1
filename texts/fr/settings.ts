import type { Catalogue } from "../catalogue.ts";

export const settings: Catalogue["settings"] = {
  title: "Réglages",
  devices: "Appareils",
  microphone: "Micro",
  camera: "Caméra",
  speaker: "Haut-parleur",
  level: "Le niveau de votre micro",
  levelOff: "Activez le micro pour voir ici son niveau et choisir parmi tous.",
  treatment: "Votre son",
  echoCancellation: {
    label: "Annulation d'écho",
    hint: "Empêche ce qui sort de votre haut-parleur d'entrer dans votre micro.",
  },
  noiseSuppression: {
    label: "Réduction du bruit",
    hint: "Atténue ventilateurs, circulation et clavier. À désactiver pour la musique.",
  },
  autoGainControl: {
    label: "Volume régulier",
    hint: "Monte une voix basse et baisse une voix forte.",
  },
  avatar: "Votre image sans caméra",
  initials: "Initiales",
  avatarHint: "Un emoji précède votre nom, là où tout le monde le voit.",
};
