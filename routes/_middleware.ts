import type { MiddlewareContext } from "fresh/types";
import { inLanguageOf } from "../texts/request.ts";

/** Draws each page in the language that its request asks for. */
export default function speak(ctx: MiddlewareContext<unknown, unknown>): Promise<Response> {
  return inLanguageOf(ctx.req, () => ctx.next());
}
