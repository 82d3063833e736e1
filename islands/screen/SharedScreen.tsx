import { fetchSheet } from "../../components/ui/stylesheet.ts";
import { useLazy } from "../../components/ui/lazy.ts";
import { styles } from "../../components/ui/stylesheets.ts";

export interface SharedScreenProps {
  /** Whose screen it is. */
  readonly presenter: string;
}

/**
 * What lies over a shared screen: zoom and ink. Its code is fetched when the first one is shown; until
 * then, and where that fails, the screen is just seen.
 */
export function SharedScreen({ presenter }: SharedScreenProps) {
  const { part: View } = useLazy(fetchView);
  return View === null ? null : <View presenter={presenter} />;
}

async function fetchView() {
  const [{ ScreenOverlay }] = await Promise.all([
    import("./ScreenOverlay.tsx"),
    fetchSheet(styles.presenting),
  ]);
  return ScreenOverlay;
}
