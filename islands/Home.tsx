import { useEffect, useState } from "preact/hooks";
import { OpenForm } from "../components/home/OpenForm.tsx";
import { RecentRooms } from "../components/home/RecentRooms.tsx";
import { readOpening } from "../session/link/pasted_link.ts";
import { systemClock } from "../lib/env/mod.ts";
import { keepAppShell } from "../session/browser/app_shell.ts";
import { deviceStorage, tabStorage } from "../session/storage/storage.ts";
import { dropStaleSeats } from "../session/storage/seat.ts";
import { pageSeatStore } from "../session/storage/seat_store.ts";
import {
  openPreferences,
  type Preferences,
  type RecentRoom,
} from "../session/storage/preferences.ts";
import { siteTexts } from "../texts/site.ts";
import { CreateRoom } from "./home/CreateRoom.tsx";

/** The ways into a room: a new one, a link or a name, and the rooms that this device remembers. */
export function Home() {
  const [ready, setReady] = useState(false);
  const [typed, setTyped] = useState("");
  const [joinProblem, setJoinProblem] = useState<string | null>(null);
  const [elsewhere, setElsewhere] = useState<{ href: string; host: string } | null>(null);
  const [keep, setKeep] = useState<Preferences | null>(null);
  const [rooms, setRooms] = useState<readonly RecentRoom[]>([]);

  useEffect(() => {
    const load = () => {
      const opened = openPreferences(deviceStorage());
      setKeep(opened);
      setRooms(opened.read().rooms);
    };
    load();
    setReady(true);
    keepAppShell();
    dropStaleSeats({ store: pageSeatStore(), tab: tabStorage(), clock: systemClock });
    // A page that comes back from the browser's cache shows the call that was just left.
    addEventListener("pageshow", load);
    return () => removeEventListener("pageshow", load);
  }, []);

  const open = () => {
    const opening = readOpening(typed, location.origin);
    setJoinProblem(opening.name === "refused" ? siteTexts().refusals[opening.reason] : null);
    setElsewhere(opening.name === "elsewhere" ? opening : null);
    if (opening.name === "room") location.assign(opening.href);
  };

  const forget = () => {
    keep?.forgetRooms();
    setRooms([]);
    // The button that was pressed goes with the list: the next Tab goes on from the top.
    document.getElementById("content")?.focus({ preventScroll: true });
  };

  return (
    <div class="ways">
      <CreateRoom ready={ready} ownName={keep?.read().name ?? ""} />
      <OpenForm
        ready={ready}
        typed={typed}
        problem={joinProblem}
        elsewhere={elsewhere}
        onTyped={(text) => {
          setTyped(text);
          setJoinProblem(null);
          setElsewhere(null);
        }}
        onOpen={open}
      />
      {rooms.length > 0 && <RecentRooms rooms={rooms} onForget={forget} />}
    </div>
  );
}
