import assert from "node:assert/strict";
import {
  everyPairFlows,
  openStage,
  startCall,
  turnEverythingOn,
} from "../helpers/browsers/call.ts";
import type { RoomPage } from "../helpers/browsers/room_page.ts";

const TIMES = 20;

Deno.test("toggling camera and microphone 20 times renegotiates nothing", async () => {
  await using stage = await openStage();
  const people = await startCall(stage, "toggling", ["Ada", "Ben"]);
  const [ada, ben] = people;
  await turnEverythingOn(people);
  await everyPairFlows(people);
  const before = [await negotiations(ada), await negotiations(ben)];
  // The founder of a room has closed the connection by which it knocked at its own address.
  const open = (await ada.watched()).connections.filter(({ state }) => state !== "closed");
  assert.equal(open.length, 1, "one connection for the pair");

  for (let time = 0; time < TIMES; time++) {
    await ada.turn("camera", time % 2 === 1);
    await ada.turn("mic", time % 2 === 1);
  }

  await everyPairFlows(people);
  assert.deepEqual([await negotiations(ada), await negotiations(ben)], before);
});

async function negotiations(person: RoomPage) {
  return (await person.watched()).connections.map((
    { negotiationNeeded, localDescriptions, remoteDescriptions, signalingChanges },
  ) => ({ negotiationNeeded, localDescriptions, remoteDescriptions, signalingChanges }));
}
