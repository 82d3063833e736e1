import { HttpError, MethodNotAllowedError } from "fresh/errors";
import type { ErrorHandlerContext, ErrorPageProps } from "fresh/types";
import { Page } from "../components/site/Page.tsx";

interface Data {
  readonly status: number;
  /** What was wrong with the request, in a sentence of ours; null when there is nothing to add. */
  readonly detail: string | null;
}

export const handlers = {
  GET({ error }: ErrorHandlerContext) {
    const status = error instanceof HttpError ? error.status : 500;
    // Fresh does not log what a route throws, and a fault of ours must leave a trace.
    if (status >= 500) console.error("A page failed:", error);
    const detail = error instanceof HttpError && status === 400 && error.message !== ""
      ? error.message
      : null;
    const headers: Record<string, string> = { "cache-control": "no-store" };
    if (error instanceof MethodNotAllowedError) headers.allow = error.allowed.join(", ");
    return { status, headers, data: { status, detail } };
  },
};

/** What to say and do for each status; 500 stands for all that are not named. */
const WORDS: Readonly<Record<number, { title: string; text: string }>> = {
  400: {
    title: "That did not make sense here",
    text: "The address or the form held something that this page can't use.",
  },
  404: {
    title: "There is nothing here",
    text: "The address may be mistyped or old. A room's link has /r/ and the room's name in it.",
  },
  405: {
    title: "This page can't be used that way",
    text: "The page exists, but it does not answer that kind of request.",
  },
  500: {
    title: "Something broke on our side",
    text: "It is not your doing. Try again in a moment; calls that are running go on without us.",
  },
};

/** Every error page. */
export default function ErrorPage({ data }: ErrorPageProps<Data>) {
  const { title, text } = WORDS[data.status] ?? WORDS[500];
  return (
    <Page title={title}>
      <div class="error-page">
        <p class="error-code">{data.status}</p>
        <h1>{title}</h1>
        <p>{data.detail ?? text}</p>
        <p class="error-ways">
          <a class="button primary" href="/">Go to the start</a>
          <a class="button quiet" href="/docs">Read the docs</a>
        </p>
      </div>
    </Page>
  );
}
