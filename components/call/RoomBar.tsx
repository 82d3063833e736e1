import type { RoomState } from "../../lib/mod.ts";
import type { ShieldView } from "../../session/shield.ts";
import { PersonIcon } from "./icons.tsx";
import { ShieldButton } from "../verify/ShieldButton.tsx";

export interface RoomBarProps {
  readonly room: string;
  readonly shield: ShieldView;
  readonly shieldOpen: boolean;
  readonly people: number;
  readonly broker: RoomState["broker"];
  readonly onShield: () => void;
}

/** The line over the stage: which room, what is known of who is here, how many they are. */
export function RoomBar(props: RoomBarProps) {
  const { room, people, broker } = props;
  return (
    <>
      <header class="room-bar">
        <h1>{room}</h1>
        <ShieldButton shield={props.shield} open={props.shieldOpen} onClick={props.onShield} />
        <p class="people" data-testid="people">
          <PersonIcon />
          {people}
          <span class="visually-hidden">{people === 1 ? "person" : "people"} here</span>
        </p>
      </header>
      {broker !== "connected" && (
        <p class="broker" role="status">
          No way in for newcomers just now. The call itself is not affected.
        </p>
      )}
    </>
  );
}
