import { fetchSheet } from "../../components/ui/stylesheet.ts";
import { useLazy } from "../../components/ui/lazy.ts";
import { styles } from "../../components/ui/stylesheets.ts";
import { useSession } from "../../session/mod.ts";

/** How the host comes into a room that lets nobody else in: fetched where the room has a key for it. */
export function HostDoor() {
  const session = useSession();
  const place = session.place.value;
  const keyed = place?.name === "room" && place.settings.host.kind === "key";
  // Where it can't be fetched nobody can join either, and the join says so.
  const { part: Form } = useLazy(fetchForm, { wanted: keyed });
  return keyed && Form !== null ? <Form /> : null;
}

async function fetchForm() {
  const [{ HostSignIn }] = await Promise.all([
    import("./HostSignIn.tsx"),
    fetchSheet(styles.host),
  ]);
  return HostSignIn;
}
