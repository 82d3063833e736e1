import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { fetchSheet } from "../components/site/fetch_sheet.ts";
import { styles } from "../components/site/styles.ts";
import { session } from "../session/mod.ts";

/** How the host comes into a room that lets nobody else in: fetched where the room has a key for it. */
export function HostDoor() {
  const place = session.place.value;
  const keyed = place?.name === "room" && place.settings.host.kind === "key";
  const [Form, setForm] = useState<ComponentType | null>(null);
  useEffect(() => {
    if (!keyed) return;
    let gone = false;
    Promise.all([
      import("./HostDoorForm.tsx"),
      fetchSheet(styles.host),
    ]).then(([{ HostDoorForm }]) => {
      if (!gone) setForm(() => HostDoorForm);
    }, () => {
      // TypeError: the server can't be reached. Nobody can join then either, and the join says so.
    });
    return () => {
      gone = true;
    };
  }, [keyed]);
  return keyed && Form !== null ? <Form /> : null;
}
