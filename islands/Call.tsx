import type { ComponentType } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { fetchSheet } from "../components/site/fetch_sheet.ts";
import { styles } from "../components/site/styles.ts";
import { session, startPage } from "../session/mod.ts";
import { callTexts } from "../texts/call.ts";
import { prejoinTexts } from "../texts/prejoin.ts";
import { PreJoin } from "./PreJoin.tsx";

/** Milliseconds until the call's view is asked for again when it could not be fetched. */
const TRY_AGAIN_MS = 2_000;

/** The room page: what comes before the call, or the call. */
export function Call({ room }: { room: string }) {
  // Before the first drawing, so that what was typed into the server's form is not drawn over.
  useMemo(() => startPage(typedName), []);
  const phase = session.phase.value.name;
  const wanted = session.awake.value || phase === "joining" || phase === "in-call";
  const { InCall, missing } = useInCall(wanted);
  if (phase !== "in-call") return <PreJoin room={room} />;
  if (InCall !== null) return <InCall />;
  const t = prejoinTexts();
  return (
    <section class="prejoin-stop card" role="status">
      <h1>{missing ? t.callNotFetched.title : callTexts().moment}</h1>
      {missing && (
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

/**
 * The view of a running call with the sheets it is drawn by, fetched when `wanted`: a page before its
 * call is light without them.
 */
function useInCall(wanted: boolean): { InCall: ComponentType | null; missing: boolean } {
  const [InCall, setInCall] = useState<ComponentType | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!wanted || InCall !== null) return;
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    Promise.all([
      import("./InCall.tsx"),
      ...[styles.call, styles.panels, styles.verify].map(fetchSheet),
    ]).then(
      ([module]) => gone || setInCall(() => module.InCall),
      () => {
        // TypeError alone: the server can't be reached just now.
        if (!gone) timer = setTimeout(() => setTries(tries + 1), TRY_AGAIN_MS);
      },
    );
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [wanted, tries]);
  return { InCall, missing: tries > 0 };
}

function typedName(): string {
  const field = document.getElementById("name");
  return field instanceof HTMLInputElement ? field.value : "";
}
