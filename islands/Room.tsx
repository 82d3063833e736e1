import { useMemo } from "preact/hooks";
import { ElementIdPrefix } from "../components/ui/element_id.ts";
import { Guard } from "../components/ui/Guard.tsx";
import { fetchSheet } from "../components/ui/stylesheet.ts";
import { useLazy } from "../components/ui/lazy.ts";
import { styles } from "../components/ui/stylesheets.ts";
import { type Session } from "../session/session.ts";
import { createPageSession, SessionProvider, startPage, useSession } from "../session/mod.ts";
import { callTexts } from "../texts/call.ts";
import { failedTexts } from "../texts/failed.ts";
import { prejoinTexts } from "../texts/prejoin.ts";
import { PreJoin } from "./joining/PreJoin.tsx";

/** Milliseconds until the call's view is asked for again when it could not be fetched. */
const TRY_AGAIN_MS = 2_000;

/** The room page: one session, which the page's address names. */
export function Room({ room }: { room: string }) {
  const session = useMemo(createPageSession, []);
  return (
    <SessionProvider value={session}>
      <CallView room={room} start={() => startPage(session, typedName)} />
    </SessionProvider>
  );
}

interface EmbeddedCallProps {
  /** The call's own session (`createEmbeddedSession`). */
  readonly session: Session;
  readonly room: string;
  /** Sets the ids of its elements apart from those of other calls on the page. Not empty. */
  readonly prefix: string;
}

/** A call in a part of a page: it fills the element in which it stands, and no more. */
export function EmbeddedCall({ session, room, prefix }: EmbeddedCallProps) {
  return (
    <ElementIdPrefix value={prefix}>
      <SessionProvider value={session}>
        <div class="call-place">
          <CallView room={room} start={() => session.start("")} />
        </div>
      </SessionProvider>
    </ElementIdPrefix>
  );
}

interface CallViewProps {
  readonly room: string;
  /** Starts the session, before anything is drawn. */
  readonly start: () => void;
}

/**
 * The call of the session around it, from arriving to leaving. Whatever fails in it, there is a way to
 * try again, and out of the call.
 */
export function CallView(props: CallViewProps) {
  const session = useSession();
  return (
    <Guard of={session.phase.value.name} instead={(again) => <FailedPage again={again} />}>
      <BeforeOrIn {...props} />
    </Guard>
  );
}

/** What comes before the call, or the call. */
function BeforeOrIn({ room, start }: CallViewProps) {
  const session = useSession();
  // Before the first drawing, so that what was typed into the server's form is not drawn over.
  useMemo(start, []);
  const phase = session.phase.value.name;
  const wanted = session.awake.value || phase === "joining" || phase === "in-call";
  // A page before its call is light without its view.
  const { part: InCall, failed } = useLazy(fetchInCall, { wanted, again: TRY_AGAIN_MS });
  if (phase !== "in-call") return <PreJoin room={room} />;
  if (InCall !== null) return <InCall />;
  const t = prejoinTexts();
  return (
    <section class="prejoin-stop card" role="status">
      <h1>{failed ? t.callNotFetched.title : callTexts().moment}</h1>
      {failed && (
        <>
          <p>{t.callNotFetched.text}</p>
          <button type="button" class="button danger" onClick={() => void session.leave()}>
            {callTexts().leave}
          </button>
        </>
      )}
    </section>
  );
}

function FailedPage({ again }: { again: (event: Event) => void }) {
  const session = useSession();
  const t = failedTexts();
  const phase = session.phase.value.name;
  return (
    <section class="prejoin-stop card" role="alert" data-testid="page-failed">
      <h1>{t.page}</h1>
      <p>{t.pageText}</p>
      <button type="button" class="button primary" onClick={again}>{t.again}</button>
      {(phase === "joining" || phase === "in-call") && (
        <button
          type="button"
          class="button danger"
          data-testid="leave"
          onClick={() => void session.leave()}
        >
          {callTexts().leave}
        </button>
      )}
    </section>
  );
}

/** The view of a running call, with the sheets that it is drawn by. */
async function fetchInCall() {
  const [{ InCall }] = await Promise.all([
    import("./call/InCall.tsx"),
    ...[styles.call, styles.panels, styles.verify].map(fetchSheet),
  ]);
  return InCall;
}

function typedName(): string {
  const field = document.getElementById("name");
  return field instanceof HTMLInputElement ? field.value : "";
}
