/** The four media lanes of every connection, in the order of their m-lines. */
export const LANES = [
  "microphone",
  "camera",
  "screen",
  "screen-audio",
] as const;
/** The name of a media lane. */
export type Lane = (typeof LANES)[number];

/** The track kind of each lane. */
export const LANE_KIND: Readonly<Record<Lane, "audio" | "video">> = {
  microphone: "audio",
  camera: "video",
  screen: "video",
  "screen-audio": "audio",
};
