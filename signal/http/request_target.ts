/** The longest path and query that any page or endpoint takes. */
const TARGET_MAX = 4_096;

/** Why a request's target is not answered at all. */
export interface BadTarget {
  readonly status: 400 | 404 | 414;
  readonly message: string;
}

/** Looks at the path and query of a request before anything else does; null when it is well formed. */
export function badTarget(url: URL): BadTarget | null {
  const { pathname, search } = url;
  if (pathname.length + search.length > TARGET_MAX) {
    return { status: 414, message: "This address is too long." };
  }
  const path = decoded(pathname);
  // deno-lint-ignore no-control-regex -- control characters are just what is refused
  if (path === null || /[\x00-\x1f\x7f\\]/.test(path) || path.includes("//")) {
    return { status: 400, message: "This address is malformed." };
  }
  // The build's own list of files: nobody outside needs it.
  if (path === "/.vite" || path.startsWith("/.vite/")) {
    return { status: 404, message: "There is nothing here." };
  }
  return null;
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    // A percent sign that does not begin an encoded UTF-8 character.
    if (error instanceof URIError) return null;
    throw error;
  }
}
