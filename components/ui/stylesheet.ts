const sheets = new Map<string, Promise<void>>();

/**
 * Puts a stylesheet into this page, once, after those that are there; resolves when the page is drawn
 * by it. Rejects with a TypeError when it can't be fetched, and the next call tries again.
 */
export function fetchSheet(href: string): Promise<void> {
  const known = sheets.get(href);
  if (known !== undefined) return known;
  const link = document.createElement("link");
  const fetched = new Promise<void>((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => {
      sheets.delete(href);
      link.remove();
      reject(new TypeError(`the stylesheet ${href} could not be fetched`));
    };
  });
  sheets.set(href, fetched);
  link.rel = "stylesheet";
  link.href = href;
  document.head.append(link);
  return fetched;
}
