import { type ReadonlySignal, signal } from "@preact/signals";

/** Whether the page can be seen: not in a tab behind another, and not on a screen that is off. */
export function pageVisible(): ReadonlySignal<boolean> {
  const visible = signal(document.visibilityState === "visible");
  document.addEventListener("visibilitychange", () => {
    visible.value = document.visibilityState === "visible";
  });
  return visible;
}
