import type { Catalogue } from "../catalogue.ts";

export const settings: Catalogue["settings"] = {
  title: "Configurações",
  devices: "Dispositivos",
  microphone: "Microfone",
  camera: "Câmera",
  speaker: "Alto-falante",
  level: "O volume do seu microfone",
  levelOff: "Ligue o microfone para ver aqui o volume dele e escolher entre todos.",
  treatment: "Seu som",
  echoCancellation: {
    label: "Cancelamento de eco",
    hint: "Evita que o que sai do seu alto-falante entre no seu microfone.",
  },
  noiseSuppression: {
    label: "Redução de ruído",
    hint: "Abafa ventiladores, trânsito e teclas. Desligue para música.",
  },
  autoGainControl: {
    label: "Volume uniforme",
    hint: "Aumenta uma voz baixa e diminui uma voz alta.",
  },
  avatar: "Sua imagem sem câmera",
  initials: "Iniciais",
  avatarHint: "Um emoji fica antes do seu nome, onde todos veem.",
};
