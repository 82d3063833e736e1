import assert from "node:assert/strict";
import {
  everyPairFlows,
  openStage,
  type Person,
  startCall,
  turnEverythingOn,
} from "../helpers/browsers/call.ts";
import { testid } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";

Deno.test("volume and mute of a person change what is heard here, and nothing else", async () => {
  await using stage = await openStage();
  const people = await startCall(stage, "people-volume", ["Ada", "Ben", "Cyd"]);
  const [ada, ben, cyd] = people;
  await turnEverythingOn(people);
  await everyPairFlows(people);
  await ada.press("people");
  await ada.page.locator(`${row(ben)} ${testid("volume")}`).fill("25");
  await until("Ben is quieter", async () => (await heard(ada, ben)).volume === 0.25);
  await ada.page.locator(`${row(ben)} ${testid("person-mute")}`).click();
  await until("Ben is mute", async () => (await heard(ada, ben)).muted);

  assert.deepEqual(await heard(ada, cyd), { volume: 1, muted: false });
  for (const [listener, speaker] of [[ben, ada], [ben, cyd], [cyd, ben], [cyd, ada]]) {
    assert.deepEqual(await heard(listener, speaker), { volume: 1, muted: false });
  }
  // Nobody else is told: Ben still sends, also to Ada, and shows as speaking.
  await everyPairFlows(people);
  assert.equal(
    (await cyd.picture()).peers.find(({ id }) => id === ben.id)?.status.microphone,
    true,
  );

  await ada.page.reload();
  await until("Ada is back", async () => (await ada.phase()).phase === "in-call");
  await until("the device remembers it", async () => {
    const { volume, muted } = await heard(ada, ben);
    return volume === 0.25 && muted;
  });
});

Deno.test("the panel shows each connection's way and numbers, and leads to the codes", async () => {
  await using stage = await openStage();
  const people = await startCall(stage, "people-numbers", ["Ada", "Ben"]);
  const [ada, ben] = people;
  await turnEverythingOn(people);
  await everyPairFlows(people);
  await ada.page.focus(testid("people"));
  await ada.page.keyboard.press("Enter");
  await until("it is measured", () => ada.page.$(`${row(ben)} [data-quality="good"]`));
  await ada.page.locator(`${row(ben)} ${testid("person-numbers")}`).click();
  const numbers = await until("the numbers are known", async () => {
    const text = await ada.page.$eval(testid("numbers"), (list) => list.textContent ?? "");
    return text.includes("kbit/s") && /\d a second/.test(text) && text;
  });
  assert.match(numbers, /Direct, UDP/);
  assert.match(numbers, /320 × 180/);
  assert.match(numbers, /Loss0\.0 %/);

  await ada.page.keyboard.press("Escape");
  await until("it is closed", async () => await ada.page.$("#panel") === null);
  assert.equal(
    await ada.page.evaluate(() => document.activeElement?.getAttribute("data-testid")),
    "people",
  );
  await ada.press("people");
  await ada.page.locator(`${row(ben)} ${testid("person-shield")}`).click();
  await until("the codes are shown", () => ada.page.$(testid("verify-panel")));
});

function row(person: Person): string {
  return `${testid("person")}[data-peer="${person.id}"]`;
}

/** How the page of `listener` plays the microphone of `speaker`. */
async function heard(listener: Person, speaker: Person) {
  return await listener.page.$eval(
    `${testid("sound")}[data-sound="${speaker.id}/microphone"]`,
    (audio) => {
      if (!(audio instanceof HTMLAudioElement)) throw new Error("no sound");
      return { volume: audio.volume, muted: audio.muted };
    },
  );
}
