// Made by the build (tools/fresh_gen.ts): do not edit.
export * from "./islands/Hello.tsx";

/** Every route that this site answers, as URL patterns. */
export const routes = [
  "/api/health",
  "/",
  "/signal"
] as const;
