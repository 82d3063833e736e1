import type { RoomState } from "../../lib/mod.ts";
import { OpenIcon, SealedIcon } from "./icons.tsx";

export interface RoomBarProps {
  readonly room: string;
  readonly sealed: boolean;
  readonly people: number;
  readonly broker: RoomState["broker"];
}

/** The line over the stage: which room, how its introduction travelled, how many are here. */
export function RoomBar({ room, sealed, people, broker }: RoomBarProps) {
  return (
    <header class="room-bar">
      <h1>{room}</h1>
      <p class="pill" data-seal={sealed ? "sealed" : "open"}>
        {sealed ? <SealedIcon /> : <OpenIcon />}
        <span>{sealed ? "Sealed introduction" : "Introduction not sealed"}</span>
      </p>
      <p class="people" data-testid="people">
        {people === 1 ? "1 person" : `${people} people`}
      </p>
      {broker !== "connected" && (
        <p class="broker" role="status">
          No way in for newcomers just now. The call itself is not affected.
        </p>
      )}
    </header>
  );
}
