/**
 * A page whose scripts did not all arrive stays a drawing for good: browsers give up every request
 * that runs while the network changes. Such a page loads itself again, once.
 */
const LOAD_AGAIN = `addEventListener("error", ({ target }) => {
  const again = performance.getEntriesByType("navigation")[0]?.type === "reload";
  if (target instanceof HTMLScriptElement && !again) setTimeout(() => location.reload(), 1000);
}, true);`;

/** Stands before the scripts that it looks after, in pages that need theirs. */
export function LoadAgain() {
  return <script dangerouslySetInnerHTML={{ __html: LOAD_AGAIN }} />;
}
