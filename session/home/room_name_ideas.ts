import type { Random } from "../../lib/env/mod.ts";

/** Colours and moods: short, easy to say aloud and to spell after hearing them once. */
export const FIRST_WORDS: readonly string[] = `
  amber azure brave brisk calm clear copper coral crisp dusty early
  fond gentle golden green happy hazel honest ivory jolly keen kind
  late lemon light lilac lucky mellow merry mild misty noble olive
  open patient pink plain proud quick quiet rosy ruby rusty sandy
  scarlet shiny silver smooth snowy soft spry steady still sunny swift
  tawny tidy velvet violet warm white wise witty young
`.trim().split(/\s+/);

/** Animals, plants and things of the house, chosen the same way. */
export const SECOND_WORDS: readonly string[] = `
  acorn badger basil beaver birch bramble button candle cedar clover comet
  cricket daisy dolphin falcon fern finch fox garden ginger harbor hare
  heron ibis island kettle lantern lark linden lynx magpie maple marten
  meadow minnow mitten otter owl pebble pepper pigeon plum pocket poppy
  puffin quince rabbit raven river robin saddle salmon sparrow squirrel summit
  swan teapot thistle tulip walnut willow window wren yarrow
`.trim().split(/\s+/);

/** Every suggestion ends in a number of two digits, 10 to 99. */
const LOWEST = 10;
const NUMBERS = 90;

/**
 * A room name such as "amber-otter-41": friendly, and not a secret (368,640 of them; the link key is
 * what keeps strangers out). It is always in the form that `normaliseRoomName` gives.
 */
export function suggestRoomName(random: Random): string {
  const [first, second, high, low] = random(4);
  const number = LOWEST + (high * 256 + low) % NUMBERS;
  const pick = (words: readonly string[], byte: number) => words[byte % words.length];
  return `${pick(FIRST_WORDS, first)}-${pick(SECOND_WORDS, second)}-${number}`;
}
