import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Preferences } from "./storage/preferences.ts";

/** What a key does in a call. */
export type KeyAction =
  | "microphone"
  | "camera"
  | "talk"
  | "screen"
  | "chat"
  | "people"
  | "fullscreen"
  | "layout"
  | "help";

/** The key of each action, as it is written on it. */
export const KEYS: Readonly<Record<KeyAction, string>> = {
  microphone: "M",
  camera: "V",
  talk: "Space",
  screen: "S",
  chat: "C",
  people: "P",
  fullscreen: "F",
  layout: "L",
  help: "?",
};

const BY_KEY = new Map(
  Object.entries(KEYS).map(([action, key]) => [key.toLowerCase(), action as KeyAction]),
);

/** A key as the browser tells of it. */
export type Press = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "altKey" | "metaKey" | "shiftKey" | "repeat" | "isComposing"
>;

/** Where the focus is: in something that takes text, on a button or the like, or nowhere of either. */
export type FocusPlace = "text" | "control" | "page";

/**
 * What a key press asks for; null for nothing. Never while somebody types, never with a modifier (which
 * belongs to the browser), and Space presses a button that has the focus.
 */
export function actionOf(press: Press, focus: FocusPlace): KeyAction | null {
  if (focus === "text" || press.isComposing || press.repeat) return null;
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  const action = BY_KEY.get(letterOf(press)) ?? null;
  if (press.shiftKey && action !== "help") return null;
  return action === "talk" && focus === "control" ? null : action;
}

/** The key in lower case; on keyboards without Latin letters, what stands there on one with them. */
function letterOf({ key, code }: Press): string {
  if (key === " ") return "space";
  const foreign = key.length === 1 && key > "\u007f" && /^Key[A-Z]$/.test(code);
  return foreign ? code.slice(3).toLowerCase() : key.toLowerCase();
}

const TEXT = "textarea, select, [contenteditable], input";
const NO_TEXT = "input:is([type=range], [type=checkbox], [type=radio], [type=button])";
const CONTROL = "button, a[href], summary, [role=button], [role=slider], [tabindex='0'], input";

/** Where a key event comes from. */
export function focusPlace(target: EventTarget | null): FocusPlace {
  if (!(target instanceof Element)) return "page";
  if (target.closest(TEXT) !== null && !target.matches(NO_TEXT)) return "text";
  return target.closest(CONTROL) === null ? "page" : "control";
}

/** The keys of a call. */
export interface Shortcuts {
  /** False where the person turned them off (WCAG 2.1.4); kept on the device. */
  readonly on: ReadonlySignal<boolean>;
  turn(on: boolean): void;
  /** Begins to listen; the answer stops it, and lets go of a held key. */
  watch(page: Pick<EventTarget, "addEventListener" | "removeEventListener">): () => void;
}

/** What the keys do. */
export interface KeysOptions {
  readonly keep: Preferences;
  readonly act: (action: Exclude<KeyAction, "talk">) => void;
  /** Space went down: whether this begins to talk. */
  readonly talk: () => boolean;
  /** Space went up again. */
  readonly stopTalking: () => void;
}

/** Makes the keys. */
export function createShortcuts({ keep, act, talk, stopTalking }: KeysOptions): Shortcuts {
  const on = signal(keep.read().keys);
  return {
    on: computed(() => on.value),
    turn(next) {
      on.value = next;
      keep.setKeys(next);
    },
    watch(page) {
      let talking = false;
      const down = (event: Event) => {
        if (!(event instanceof KeyboardEvent) || event.defaultPrevented || !on.peek()) return;
        // Held: the browser would scroll by it, again and again.
        if (talking && event.key === " ") event.preventDefault();
        const action = actionOf(event, focusPlace(event.target));
        if (action === null) return;
        event.preventDefault();
        if (action === "talk") talking = talking || talk();
        else act(action);
      };
      const release = () => {
        if (talking) stopTalking();
        talking = false;
      };
      const up = (event: Event) => {
        if (event instanceof KeyboardEvent && event.key === " ") release();
      };
      page.addEventListener("keydown", down);
      page.addEventListener("keyup", up);
      // A key that goes up over another window is not told of here.
      page.addEventListener("blur", release);
      return () => {
        page.removeEventListener("keydown", down);
        page.removeEventListener("keyup", up);
        page.removeEventListener("blur", release);
        release();
      };
    },
  };
}
