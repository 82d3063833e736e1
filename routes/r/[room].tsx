import { Head } from "fresh/runtime";
import type { HandlerContext, PageProps } from "fresh/types";
import { LoadAgain } from "../../components/page/LoadAgain.tsx";
import { Mark } from "../../components/page/Mark.tsx";
import { PageTexts } from "../../components/page/PageTexts.tsx";
import { styles } from "../../components/ui/stylesheets.ts";
import { Room } from "../../islands/Room.tsx";
import { LanguageMenu } from "../../islands/LanguageMenu.tsx";
import { ROOM_NAME_MAX } from "../../lib/room/room_name.ts";
import { readRoomPath, type RoomPath } from "../../session/link/room_path.ts";
import { prejoinTexts } from "../../texts/prejoin.ts";
import { siteTexts } from "../../texts/site.ts";
import { say } from "../../texts/mod.ts";

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
      <LoadAgain />
      <PageTexts />
      <Head>
        <title>
          {data.name === "here" ? `${data.room} · Kibitz` : `${prejoinTexts().noSuchRoom} · Kibitz`}
        </title>
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={styles.room} />
      </Head>
      <header class="room-top">
        <a class="brand" href="/">
          <Mark />Kibitz
        </a>
        <LanguageMenu label={siteTexts().language} />
      </header>
      <main class="room-main">
        {data.name === "here" ? <Joinable room={data.room} /> : <Refused />}
      </main>
    </div>
  );
}

function Joinable({ room }: { room: string }) {
  const t = prejoinTexts();
  return (
    <>
      <noscript>
        <p class="notice warn">
          {t.needsScript}
        </p>
      </noscript>
      <Room room={room} />
      <p class="late-hint notice warn">
        {t.takesLong}
      </p>
    </>
  );
}

function Refused() {
  const t = prejoinTexts();
  return (
    <section class="prejoin-stop card">
      <h1>{t.notAName}</h1>
      <p>
        {say(t.whatAName, { max: ROOM_NAME_MAX })}
      </p>
      <a class="button primary" href="/">{t.toHome}</a>
    </section>
  );
}
