import type { RecentRoom } from "../../session/stored.ts";

interface RecentRoomsProps {
  readonly rooms: readonly RecentRoom[];
  readonly onForget: () => void;
}

/** The rooms that this device remembers. Drawn in a browser only, so its dates are the person's. */
export function RecentRooms({ rooms, onForget }: RecentRoomsProps) {
  const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
  return (
    <section class="recent" aria-labelledby="recent">
      <div class="recent-head">
        <h2 id="recent">Recent rooms</h2>
        <button type="button" class="button quiet" onClick={onForget}>Forget all</button>
      </div>
      <ul class="recent-list">
        {rooms.map(({ room, key, at }) => (
          <li key={`${room}#${key}`}>
            <a href={key === null ? `/r/${room}` : `/r/${room}#k=${key}`}>
              <strong>{room}</strong>
              <small>{key === null ? "by name" : "private link"}, {day.format(at)}</small>
            </a>
          </li>
        ))}
      </ul>
      <p class="dim">Kept in this browser only, with their keys.</p>
    </section>
  );
}
