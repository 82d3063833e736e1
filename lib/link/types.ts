/** The four media lanes of every connection, in the order of their m-lines. */
export const LANES = [
  "microphone",
  "camera",
  "screen",
  "screen-audio",
] as const;
export type Lane = (typeof LANES)[number];

/** The track kind of each lane. */
export const LANE_KIND: Readonly<Record<Lane, "audio" | "video">> = {
  microphone: "audio",
  camera: "video",
  screen: "video",
  "screen-audio": "audio",
};

/** Where the connection to one peer stands; `since` is milliseconds since the Unix epoch. */
export type LinkState =
  | { readonly name: "dialling"; readonly since: number }
  | { readonly name: "connected"; readonly since: number }
  | { readonly name: "reconnecting"; readonly since: number }
  | {
    readonly name: "failed";
    readonly since: number;
    readonly reason: "unreachable";
  }
  | { readonly name: "closed"; readonly since: number };
