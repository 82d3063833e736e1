import { useEffect } from "preact/hooks";
import { appTexts } from "../texts/app.ts";

/**
 * Opens the same address again: when it is pressed, and by itself when the connection is back. The
 * address stays whole, so a room's key is still in it.
 */
export function TryAgain() {
  useEffect(() => {
    const again = () => location.reload();
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, []);
  return (
    <p class="error-ways">
      <button type="button" class="button primary" onClick={() => location.reload()}>
        {appTexts().offline.again}
      </button>
    </p>
  );
}
