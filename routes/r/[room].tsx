import { Head } from "fresh/runtime";
import type { HandlerContext, PageProps } from "fresh/types";
import { Mark } from "../../components/site/Mark.tsx";
import { styles } from "../../components/site/styles.ts";
import { Call } from "../../islands/Call.tsx";
import { ROOM_NAME_MAX } from "../../lib/room/name.ts";
import { readRoomPath, type RoomPath } from "../../components/call/room_path.ts";

export const handlers = {
  GET(ctx: HandlerContext<{ room: string }>) {
    const path = readRoomPath(ctx.params.room);
    if (path.name === "elsewhere") return ctx.redirect(`/r/${path.room}${ctx.url.search}`);
    // The page is the same for everyone who has the name; what is private is in the fragment.
    const headers = { "cache-control": "no-store" };
    return { data: path, status: path.name === "refused" ? 400 : 200, headers };
  },
};

/** A room's page: a card to join by, drawn here and brought to life by the island. */
export default function RoomPage({ data }: PageProps<RoomPath>) {
  return (
    <div class="room">
      <Head>
        <title>{data.name === "here" ? `${data.room} · Kibitz` : "No such room · Kibitz"}</title>
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={styles.room} />
        <link rel="stylesheet" href={styles.verify} />
      </Head>
      <header class="room-top">
        <a class="brand" href="/">
          <Mark />Kibitz
        </a>
      </header>
      <main class="room-main">
        {data.name === "here" ? <Joinable room={data.room} /> : <Refused />}
      </main>
    </div>
  );
}

function Joinable({ room }: { room: string }) {
  return (
    <>
      <noscript>
        <p class="notice warn">
          A call needs JavaScript: your browser connects to the others by it. Turn it on for this
          site and reload the page.
        </p>
      </noscript>
      <Call room={room} />
      <p class="late-hint notice warn">
        This is taking long. If nothing changes, reload the page; a browser from before 2022 may be
        too old for calls.
      </p>
    </>
  );
}

function Refused() {
  return (
    <section class="prejoin-stop card">
      <h1>This isn't a room's name</h1>
      <p>
        A name has 1 to {ROOM_NAME_MAX}{" "}
        letters from a to z, digits and hyphens. Ask for the link again, or start a room of your
        own.
      </p>
      <a class="button primary" href="/">To the home page</a>
    </section>
  );
}
