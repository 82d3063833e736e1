import { ROOT } from "./paths.ts";
import { dirname, join, normalize } from "node:path/posix";

/** What one file brings in from another of this repository. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** Paths of all source files in these folders of the repository, in order. */
export function sources(...folders: string[]): string[] {
  const found: string[] = [];
  function walk(folder: string) {
    for (const entry of Deno.readDirSync(new URL(`${folder}/`, ROOT))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory) walk(path);
      else if (/\.tsx?$/.test(entry.name)) found.push(path);
    }
  }
  for (const folder of folders) walk(folder);
  return found.sort();
}

/** A source file's text without its comments. */
export function codeOf(path: string): string {
  const text = Deno.readTextFileSync(new URL(path, ROOT));
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

/** What a file names in its imports, exports and dynamic imports, types included. */
export function namedIn(path: string): string[] {
  const named = codeOf(path).matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)"([^"]+)"/g);
  return [...named].map(([, name]) => name ?? "");
}

/** Every arrow between files of these folders and others of the repository. */
export function arrows(...folders: string[]): Arrow[] {
  return sources(...folders).flatMap((from) =>
    namedIn(from)
      .filter((name) => name.startsWith("."))
      .map((name) => ({ from, to: normalize(join(dirname(from), name)) }))
  );
}

/** The files of each circle among these arrows: they need each other, and so can't be understood apart. */
export function circles(all: readonly Arrow[]): string[][] {
  const next = Map.groupBy(all, ({ from }) => from);
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  // Tarjan, "Depth-first search and linear graph algorithms", 1972.
  function visit(file: string) {
    index.set(file, index.size);
    low.set(file, index.size - 1);
    stack.push(file);
    for (const { to } of next.get(file) ?? []) {
      if (!index.has(to)) visit(to);
      if (stack.includes(to)) low.set(file, Math.min(low.get(file) ?? 0, low.get(to) ?? 0));
    }
    if (low.get(file) !== index.get(file)) return;
    const circle = stack.splice(stack.indexOf(file));
    if (circle.length > 1) found.push(circle.sort());
  }
  for (const file of next.keys()) if (!index.has(file)) visit(file);
  return found;
}
