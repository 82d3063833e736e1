import type { Lane } from "../../../../lib/link/lanes.ts";

/** No camera of the tests shows this colour, and the fake one least of all: it is green. */
export const ATTACKERS_COLOUR = "#ff00ff";
/** An even multiple of the fake microphone's 400 Hz, whose square beeps have odd ones alone. */
export const ATTACKERS_TONE_HZ = 3_200;

/** What the attacker sends: one colour as every picture, and one tone as every sound. */
export interface Show {
  track(lane: Lane): MediaStreamTrack;
}

/** Begins it. Call after somebody clicked on the page, or the tone stays silent. */
export function startShow(): Show {
  const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 180 });
  document.body.append(canvas);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas to draw on");
  let count = 0;
  setInterval(() => {
    context.fillStyle = ATTACKERS_COLOUR;
    context.fillRect(0, 0, canvas.width, canvas.height);
    // A captured canvas gives no new picture while nothing in it changes.
    context.fillStyle = count++ % 2 === 0 ? "#fe00ff" : ATTACKERS_COLOUR;
    context.fillRect(0, 0, 4, 4);
  }, 100);
  const picture = canvas.captureStream(10).getVideoTracks()[0];
  const audio = new AudioContext();
  const tone = new OscillatorNode(audio, { frequency: ATTACKERS_TONE_HZ });
  const out = audio.createMediaStreamDestination();
  tone.connect(new GainNode(audio, { gain: 0.5 })).connect(out);
  tone.start();
  const sound = out.stream.getAudioTracks()[0];
  return {
    track: (lane) => (lane === "camera" || lane === "screen" ? picture : sound).clone(),
  };
}
