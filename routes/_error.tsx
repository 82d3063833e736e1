import { HttpError, MethodNotAllowedError } from "fresh/errors";
import type { ErrorHandlerContext, ErrorPageProps } from "fresh/types";
import { Page } from "../components/page/Page.tsx";
import { leaveTrace } from "../components/ui/trace.ts";
import { speakLanguageOf } from "../texts/request.ts";
import { siteTexts } from "../texts/site.ts";

interface Data {
  readonly status: number;
  /** What was wrong with the request, in a sentence of ours; null when there is nothing to add. */
  readonly detail: string | null;
}

export const handlers = {
  GET({ error, req }: ErrorHandlerContext) {
    // No middleware runs for error pages.
    speakLanguageOf(req);
    const status = error instanceof HttpError ? error.status : 500;
    // Fresh does not log what a route throws, and a fault of ours must leave a trace.
    if (status >= 500) leaveTrace(error);
    const detail = error instanceof HttpError && status === 400 && error.message !== ""
      ? error.message
      : null;
    const headers: Record<string, string> = { "cache-control": "no-store" };
    if (error instanceof MethodNotAllowedError) headers.allow = error.allowed.join(", ");
    return { status, headers, data: { status, detail } };
  },
};

/** The statuses that have words of their own; 500 stands for all others. */
const NAMED = [400, 404, 405] as const;

/** Every error page. */
export default function ErrorPage({ data }: ErrorPageProps<Data>) {
  const t = siteTexts();
  const { title, text } = t.errors[NAMED.find((status) => status === data.status) ?? 500];
  return (
    <Page title={title}>
      <div class="error-page">
        <p class="error-code">{data.status}</p>
        <h1>{title}</h1>
        <p>{data.detail ?? text}</p>
        <p class="error-ways">
          <a class="button primary" href="/">{t.toTheStart}</a>
          <a class="button quiet" href="/docs">{t.readTheDocs}</a>
        </p>
      </div>
    </Page>
  );
}
