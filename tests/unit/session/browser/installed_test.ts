import { signal } from "@preact/signals";
import { deepEqual, equal } from "node:assert/strict";
import {
  bindCallKeys,
  type CallAction,
  type CallKeys,
} from "../../../../session/browser/media_session.ts";
import { keepScreenOn } from "../../../../session/browser/wake_lock.ts";
import { until } from "../../../helpers/until.ts";

/** A screen as the browser keeps it on: released when asked, or when the page is hidden. */
function screen() {
  const visible = signal(true);
  let asked = 0;
  let held = 0;
  const request = () => {
    asked++;
    held++;
    let over = false;
    return Promise.resolve({
      release() {
        if (over) return Promise.reject(new Error("released twice"));
        over = true;
        held--;
        return Promise.resolve();
      },
    });
  };
  return { visible, request, asked: () => asked, held: () => held };
}

Deno.test("the screen is kept on while the page is seen, and asked for anew after it was hidden", async () => {
  const kept = screen();
  const stop = keepScreenOn(kept);
  await until("it is held", () => kept.held() === 1);
  kept.visible.value = false;
  await until("it is let go", () => kept.held() === 0);
  kept.visible.value = true;
  await until("it is held again", () => kept.held() === 1 && kept.asked() === 2);
  stop();
  await until("it is let go for good", () => kept.held() === 0);
  kept.visible.value = false;
  kept.visible.value = true;
  equal(kept.asked(), 2);
});

Deno.test("a screen lock that comes after the call is let go at once", async () => {
  const kept = screen();
  keepScreenOn(kept)();
  equal(kept.asked(), 1);
  await until("it is let go", () => kept.held() === 0);
});

Deno.test("without wake locks, and where one is refused, a call goes on", async () => {
  keepScreenOn({ request: null, visible: signal(true) })();
  let refused = false;
  const stop = keepScreenOn({
    request: () => {
      refused = true;
      return Promise.reject(new DOMException("low battery", "NotAllowedError"));
    },
    visible: signal(true),
  });
  await until("it was refused", () => refused);
  stop();
});

Deno.test("the system's controls show and do what the call's own buttons do, until it ends", () => {
  const handlers = new Map<CallAction, (() => void) | null>();
  const told: string[] = [];
  const keys: CallKeys = {
    setActionHandler(action, handler) {
      if (action === "togglecamera") throw new TypeError("unknown here");
      handlers.set(action, handler);
    },
    setMicrophoneActive(active) {
      told.push(`microphone ${active}`);
      return Promise.reject(new DOMException("hidden", "NotAllowedError"));
    },
  };
  const microphone = signal(false);
  const pressed: string[] = [];
  const stop = bindCallKeys(keys, {
    microphone,
    camera: signal(false),
    onMicrophone: () => pressed.push("microphone"),
    onCamera: () => pressed.push("camera"),
    onHangUp: () => pressed.push("hang up"),
  });
  microphone.value = true;
  handlers.get("togglemicrophone")?.();
  handlers.get("hangup")?.();
  deepEqual(pressed, ["microphone", "hang up"]);
  deepEqual(told, ["microphone false", "microphone true"]);
  stop();
  microphone.value = false;
  deepEqual([...handlers.values()], [null, null]);
  equal(told.length, 2);
});
