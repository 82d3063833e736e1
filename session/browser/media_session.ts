import { effect, type ReadonlySignal } from "@preact/signals";

/** The part of the browser's MediaSession that a call uses; the setters are not in every browser. */
export interface CallKeys {
  setActionHandler(action: CallAction, handler: (() => void) | null): void;
  setMicrophoneActive?(active: boolean): Promise<void> | undefined;
  setCameraActive?(active: boolean): Promise<void> | undefined;
}

/** The Media Session actions of calls. */
export type CallAction = "togglemicrophone" | "togglecamera" | "hangup";

/** What the system's own controls show and do during a call. */
export interface KeyedCall {
  readonly microphone: ReadonlySignal<boolean>;
  readonly camera: ReadonlySignal<boolean>;
  readonly onMicrophone: () => void;
  readonly onCamera: () => void;
  readonly onHangUp: () => void;
}

/**
 * Puts mute, camera and leave on the system's own controls (headset, lock screen, the window of a
 * picture in picture) until the answer is called. What a browser doesn't know of these is left out.
 */
export function bindCallKeys(keys: CallKeys | null, call: KeyedCall): () => void {
  if (keys === null) return () => {};
  const actions: Readonly<Record<CallAction, () => void>> = {
    togglemicrophone: call.onMicrophone,
    togglecamera: call.onCamera,
    hangup: call.onHangUp,
  };
  const set = (handlers: (action: CallAction) => (() => void) | null) => {
    for (const action of ["togglemicrophone", "togglecamera", "hangup"] as const) {
      try {
        keys.setActionHandler(action, handlers(action));
      } catch {
        // TypeError: an action that this browser doesn't know.
      }
    }
  };
  set((action) => actions[action]);
  const tell = (told: Promise<void> | undefined) =>
    void told?.catch(() => {
      // NotAllowedError: the page is not seen just now; the next change is told again.
    });
  const stop = effect(() => {
    tell(keys.setMicrophoneActive?.(call.microphone.value));
    tell(keys.setCameraActive?.(call.camera.value));
  });
  return () => {
    stop();
    set(() => null);
  };
}
