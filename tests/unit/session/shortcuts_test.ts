import assert from "node:assert/strict";
import {
  actionOf,
  createShortcuts,
  type KeyAction,
  KEYS,
  type Press,
} from "../../../session/shortcuts.ts";
import { openPreferences } from "../../../session/storage/preferences.ts";
import { keptText } from "./session_helpers.ts";

function press(key: string, more: Partial<Press> = {}): Press {
  return {
    key,
    code: `Key${key.toUpperCase()}`,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    shiftKey: false,
    repeat: false,
    isComposing: false,
    ...more,
  };
}

Deno.test("each key does its one thing, in upper case too, and no two share one", () => {
  for (const [action, key] of Object.entries(KEYS)) {
    if (key.length > 1) continue;
    assert.equal(actionOf(press(key.toLowerCase()), "page"), action);
    assert.equal(actionOf(press(key), "control"), action, "with Caps Lock, on a button");
  }
  assert.equal(new Set(Object.values(KEYS)).size, Object.keys(KEYS).length);
  assert.equal(actionOf(press(" "), "page"), "talk");
  assert.equal(actionOf(press("x"), "page"), null);
});

Deno.test("keys do nothing while somebody types, with a modifier, or held down", () => {
  for (const key of ["m", "v", "s", "c", "p", "f", "l", "?", " "]) {
    assert.equal(actionOf(press(key), "text"), null, `${key} in a field`);
    for (const modifier of ["ctrlKey", "altKey", "metaKey"]) {
      assert.equal(actionOf(press(key, { [modifier]: true }), "page"), null, `${modifier} ${key}`);
    }
    assert.equal(actionOf(press(key, { repeat: true }), "page"), null, `${key} repeated`);
    assert.equal(actionOf(press(key, { isComposing: true }), "page"), null, `${key} composing`);
  }
  assert.equal(actionOf(press("M", { shiftKey: true }), "page"), null);
  assert.equal(actionOf(press("?", { shiftKey: true }), "page"), "help", "a key that needs Shift");
});

Deno.test("Space presses a button that has the focus, and talks elsewhere", () => {
  assert.equal(actionOf(press(" "), "control"), null);
  assert.equal(actionOf(press(" "), "page"), "talk");
});

Deno.test("on a keyboard without Latin letters the place of the key counts", () => {
  assert.equal(actionOf(press("צ", { code: "KeyM" }), "page"), "microphone");
  assert.equal(actionOf(press("м", { code: "KeyV" }), "page"), "camera");
  // An AZERTY keyboard's "," stands where others have "M": what is written on the key counts.
  assert.equal(actionOf(press(",", { code: "KeyM" }), "page"), null);
});

/** Events outside of a browser have no keys: this stands for the DOM's. */
class FakeKeyboardEvent extends Event {
  constructor(type: string, readonly init: Partial<Press> & { key: string }) {
    super(type, { cancelable: true });
    Object.assign(this, press(init.key, init));
  }
}

function listening(on = true) {
  const scope = globalThis as { KeyboardEvent?: unknown; Element?: unknown };
  scope.KeyboardEvent = FakeKeyboardEvent;
  scope.Element = class {};
  const done: string[] = [];
  const keep = openPreferences(keptText());
  keep.setKeys(on);
  const keys = createShortcuts({
    keep,
    act: (action: KeyAction) => done.push(action),
    talk: () => done.push("talk") > 0,
    stopTalking: () => done.push("hush"),
  });
  const page = new EventTarget();
  const stop = keys.watch(page);
  const send = (type: string, key: string, more: Partial<Press> = {}) =>
    page.dispatchEvent(new FakeKeyboardEvent(type, { key, ...more }));
  return { keys, keep, done, page, send, stop };
}

Deno.test("Space talks for as long as it is held, and not a moment longer", () => {
  const { done, page, send, stop } = listening();
  send("keydown", " ");
  assert.equal(send("keydown", " ", { repeat: true }), false, "the page does not scroll");
  assert.deepEqual(done, ["talk"]);
  send("keyup", " ");
  assert.deepEqual(done, ["talk", "hush"]);
  send("keyup", " ");
  assert.deepEqual(done, ["talk", "hush"]);
  send("keydown", " ");
  page.dispatchEvent(new Event("blur"));
  assert.deepEqual(done.slice(2), ["talk", "hush"], "another window came to the front");
  send("keydown", " ");
  stop();
  assert.deepEqual(done.slice(4), ["talk", "hush"], "the call is over");
  send("keydown", "m");
  assert.equal(done.length, 6);
});

Deno.test("keys that are turned off do nothing, and stay off on this device", () => {
  const { keys, keep, done, send, stop } = listening();
  send("keydown", "m");
  keys.turn(false);
  for (const key of ["m", " ", "?"]) send("keydown", key);
  assert.deepEqual(done, ["microphone"]);
  assert.equal(keep.read().keys, false);
  stop();
});
