/** A frame of a stack, as V8 writes it: a place in a file. */
const FRAME = /^\s+at (?:.+ \(|async )?(?:file|https?|ext|node|npm|jsr):.*:\d+:\d+\)?$/;

/**
 * What a log may hold of a failure: which kind it was, and where in the code. Never its message: that
 * may quote an address, the name of a room, or what somebody wrote.
 */
export function framesOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { constructor: { name }, message, stack = "" } = error;
  // A message of several lines could look like frames.
  const at = message === "" ? 0 : stack.indexOf(message) + message.length;
  const frames = stack.slice(at).split("\n").filter((line) => FRAME.test(line));
  return [name, ...frames].join("\n");
}

/** Leaves a trace of a page that failed, which says nothing of who asked for what. */
export function leaveTrace(error: unknown): void {
  console.error(`A page failed: ${framesOf(error)}`);
}
