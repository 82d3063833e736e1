import { useElementId } from "../ui/element_id.ts";
import { BarButton } from "../ui/BarButton.tsx";
import type { ComponentChildren } from "preact";
import type { RoomState } from "../../lib/mod.ts";
import type { ShieldView } from "../../session/verify/shield.ts";
import { KEYS } from "../../session/shortcuts.ts";
import type { Layout } from "../../session/stage/layout_choice.ts";
import { LayoutIcon, MaskIcon, PersonIcon } from "../ui/icons.tsx";
import { ShieldButton } from "../verify/ShieldButton.tsx";
import { callTexts } from "../../texts/call.ts";
import { peopleTexts } from "../../texts/people.ts";
import { stageTexts } from "../../texts/stage.ts";
import { say } from "../../texts/mod.ts";

export interface RoomBarProps {
  readonly room: string;
  readonly shield: ShieldView;
  readonly shieldOpen: boolean;
  readonly people: number;
  readonly peopleOpen: boolean;
  readonly onPeople: () => void;
  readonly broker: RoomState["broker"];
  readonly onShield: () => void;
  readonly addressHidden: boolean;
  /** Null where there is nothing to lay out. */
  readonly layout: Layout | null;
  readonly onLayout: () => void;
  /** Further buttons. */
  readonly children?: ComponentChildren;
  /** Whether keys do the same as the buttons. */
  readonly keys: boolean;
}

/** The line over the stage: which room, what is known of who is here, how many they are. */
export function RoomBar(props: RoomBarProps) {
  const elementId = useElementId();
  const { room, people, broker, layout } = props;
  const t = callTexts();
  const stage = stageTexts();
  return (
    <>
      <header class="room-bar">
        <h1 dir="auto">{room}</h1>
        <ShieldButton shield={props.shield} open={props.shieldOpen} onClick={props.onShield} />
        {props.addressHidden && (
          <p class="address-hidden" data-testid="address-hidden" title={t.address.hiddenMeans}>
            <MaskIcon />
            <span>{t.address.hidden}</span>
          </p>
        )}
        {props.children}
        {layout !== null && (
          <BarButton
            class="layout-button"
            testid="layout"
            data-layout={layout}
            label={say(stage.layout, { name: stage.layouts[layout] })}
            tip={say(stage.layoutNow, { name: stage.layouts[layout] }) +
              (props.keys ? ` (${KEYS.layout})` : "")}
            aria-keyshortcuts={props.keys ? KEYS.layout : undefined}
            onClick={props.onLayout}
          >
            <LayoutIcon layout={layout} />
          </BarButton>
        )}
        <BarButton
          class="people"
          testid="people"
          label={say(peopleTexts().open, { count: people })}
          tip={props.keys ? `${peopleTexts().title} (${KEYS.people})` : peopleTexts().title}
          aria-keyshortcuts={props.keys ? KEYS.people : undefined}
          aria-expanded={props.peopleOpen}
          aria-controls={elementId("panel")}
          onClick={props.onPeople}
        >
          <PersonIcon />
          {people}
        </BarButton>
      </header>
      {broker !== "connected" && (
        <p class="broker" role="status">
          {t.noNewcomers}
        </p>
      )}
    </>
  );
}
