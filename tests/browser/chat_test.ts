import assert from "node:assert/strict";
import { assertNoTrouble, openStage, startCall } from "../helpers/browsers/call.ts";
import { testid } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";

Deno.test("a line for one person reaches that person, marked, and nobody else", async () => {
  await using stage = await openStage();
  const people = await startCall(stage, "direct", ["Ada", "Ben", "Cleo"]);
  const [ada, ben, cleo] = people;
  await ada.say("to all");
  await ada.page.select(testid("chat-to"), ben.id);
  await ada.say("between us");
  await until("Ben has both", async () => (await ben.picture()).chat.length === 2);
  await ada.page.select(testid("chat-to"), "");
  await ada.say("to all again");
  await until("Cleo has the other two", async () => (await cleo.picture()).chat.length === 2);
  assert.deepEqual((await cleo.picture()).chat.map(({ text }) => text), ["to all", "to all again"]);
  assert.deepEqual((await ben.picture()).chat.map(({ to }) => to), [null, ben.id, null]);
  await ben.press("chat-toggle");
  await until(
    "Ben sees whom it is for",
    () =>
      ben.page.$eval(
        `${testid("chat-line")}[data-direct]`,
        (line) => /Only to you/.test(line.textContent ?? ""),
      ),
  );
  await ada.page.select(testid("chat-to"), ben.id);
  await ada.page.locator(testid("chat-input")).fill("are you there?");
  await ben.page.keyboard.press("Escape");
  await ben.leave();
  await until(
    "what was for Ben goes to nobody else",
    () =>
      ada.page.$eval(
        testid("chat-send"),
        (button) => button instanceof HTMLButtonElement && button.disabled,
      ),
  );
  await assertNoTrouble(people);
});

Deno.test("links can be opened, ways to pay are cards, and nothing is fetched for either", async () => {
  await using stage = await openStage();
  const people = await startCall(stage, "links", ["Ada", "Ben"]);
  const [ada, ben] = people;
  await ben.press("chat-toggle");
  await ada.say("see https://example.org/a?b=1. or http://plain.example or javascript:alert(1)");
  await ada.say("upi://pay?pa=ada@bank&am=150&cu=INR thanks");
  const link = await until(
    "the link is there",
    () =>
      ben.page.$eval(`${testid("chat-line")} a`, (one) => {
        const a = one as HTMLAnchorElement;
        return { href: a.href, text: a.textContent, target: a.target, rel: a.rel };
      }),
  );
  assert.deepEqual(link, {
    href: "https://example.org/a?b=1",
    text: "https://example.org/a?b=1",
    target: "_blank",
    rel: "noopener noreferrer nofollow",
  });
  await until("the card is there", () => ben.page.$(testid("payment")));
  assert.equal(
    await ben.page.$eval(testid("payment-amount"), (one) => one.textContent),
    "150 INR",
  );
  assert.equal(
    await ben.page.$eval(testid("payment-payee"), (one) => one.textContent),
    "ada@bank",
  );
  assert.equal((await ben.page.$$(`${testid("chat-line")} a`)).length, 2);
  await assertNoTrouble(people);
});
