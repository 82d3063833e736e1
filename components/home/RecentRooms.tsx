import { roomPath } from "../../session/link/room_link.ts";
import type { RecentRoom } from "../../session/storage/preferences.ts";
import { siteTexts } from "../../texts/site.ts";
import { dateLocale } from "../../texts/mod.ts";

interface RecentRoomsProps {
  readonly rooms: readonly RecentRoom[];
  readonly onForget: () => void;
}

/** The rooms that this device remembers. Drawn in a browser only, so its dates are the person's. */
export function RecentRooms({ rooms, onForget }: RecentRoomsProps) {
  const t = siteTexts();
  const day = new Intl.DateTimeFormat(dateLocale(), { dateStyle: "medium" });
  return (
    <section class="recent" aria-labelledby="recent">
      <div class="recent-head">
        <h2 id="recent">{t.recent}</h2>
        <button type="button" class="button quiet" onClick={onForget}>{t.forgetAll}</button>
      </div>
      <ul class="recent-list">
        {rooms.map((link) => (
          <li key={roomPath(link)}>
            <a href={roomPath(link)}>
              <strong>{link.room}</strong>
              <small>{link.key === null ? t.byName : t.privateLink}, {day.format(link.at)}</small>
            </a>
          </li>
        ))}
      </ul>
      <p class="dim">{t.keptHere}</p>
    </section>
  );
}
