import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { styles } from "../components/site/styles.ts";

export interface SharedScreenProps {
  /** Whose screen it is. */
  readonly presenter: string;
}

/**
 * What lies over a shared screen: zoom and ink. Its code is fetched when the first one is shown; until
 * then, and where that fails, the screen is just seen.
 */
export function SharedScreen({ presenter }: SharedScreenProps) {
  const [View, setView] = useState<ComponentType<SharedScreenProps> | null>(null);
  useEffect(() => {
    let gone = false;
    import("./SharedScreenView.tsx").then(({ SharedScreenView }) => {
      if (!gone) setView(() => SharedScreenView);
    }, () => {
      // TypeError: the server can't be reached. The screen is there all the same.
    });
    return () => {
      gone = true;
    };
  }, []);
  if (View === null) return null;
  return (
    <>
      <link rel="stylesheet" href={styles.presenting} />
      <View presenter={presenter} />
    </>
  );
}
