import type { Catalogue } from "../catalogue.ts";

export const settings: Catalogue["settings"] = {
  title: "Ajustes",
  devices: "Dispositivos",
  microphone: "Micrófono",
  camera: "Cámara",
  speaker: "Altavoz",
  level: "Qué tan fuerte suena tu micrófono",
  levelOff: "Enciende el micrófono para ver aquí qué tan fuerte suena y elegir entre todos.",
  treatment: "Tu sonido",
  echoCancellation: {
    label: "Cancelación de eco",
    hint: "Evita que lo que sale por tu altavoz entre por tu micrófono.",
  },
  noiseSuppression: {
    label: "Supresión de ruido",
    hint: "Atenúa ventiladores, tráfico y teclas. Apágala para la música.",
  },
  autoGainControl: { label: "Volumen parejo", hint: "Sube una voz baja y baja una fuerte." },
  avatar: "Tu imagen sin cámara",
  initials: "Iniciales",
  avatarHint: "Un emoji va delante de tu nombre, donde todos lo ven.",
};
