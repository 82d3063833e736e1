import assert from "node:assert/strict";
import {
  FIRST_WORDS,
  SECOND_WORDS,
  suggestRoomName,
} from "../../../../session/home/room_name_ideas.ts";
import type { Random } from "../../../../lib/env/mod.ts";
import { normaliseRoomName } from "../../../../lib/room/room_name.ts";

const fixed = (...bytes: number[]): Random => () => Uint8Array.from(bytes);

Deno.test("a suggested name follows the random bytes alone", () => {
  assert.equal(suggestRoomName(fixed(0, 36, 0, 31)), "amber-otter-41");
  assert.equal(suggestRoomName(fixed(255, 255, 255, 255)), "young-yarrow-25");
  assert.equal(suggestRoomName(fixed(64, 0, 0, 0)), "amber-acorn-10");
  assert.equal(suggestRoomName(fixed(0, 0, 0, 89)), "amber-acorn-99");
  assert.equal(suggestRoomName(fixed(0, 0, 0, 90)), "amber-acorn-10");
});

Deno.test("every suggestion is already a normal room name", () => {
  for (let byte = 0; byte < 256; byte++) {
    const name = suggestRoomName(fixed(byte, 255 - byte, byte, byte));
    assert.equal(normaliseRoomName(name), name);
  }
});

Deno.test("each list has 64 different words, so that a byte picks evenly", () => {
  for (const words of [FIRST_WORDS, SECOND_WORDS]) {
    assert.equal(new Set(words).size, 64);
    for (const word of words) assert.match(word, /^[a-z]{3,8}$/);
  }
});
