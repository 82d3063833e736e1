import type { ComponentChildren } from "preact";
import { numbered } from "../../session/people/namesakes.ts";
import type { OtherView, PersonView } from "../../session/people/people.ts";
import { callTexts } from "../../texts/call.ts";
import { say } from "../../texts/mod.ts";
import { peopleTexts } from "../../texts/people.ts";
import { Avatar } from "../call/Avatar.tsx";
import { BarButton } from "../ui/BarButton.tsx";
import {
  CameraIcon,
  MicrophoneIcon,
  MicrophoneOffIcon,
  ScreenIcon,
  SpeakerIcon,
  SpeakerOffIcon,
} from "../ui/icons.tsx";
import { ShieldIcon } from "../verify/ShieldIcon.tsx";
import { ConnectionNumbers } from "./ConnectionNumbers.tsx";
import { QualityBars } from "./QualityBars.tsx";

export interface PersonRowProps {
  readonly person: PersonView;
  /** False where the browser leaves loudness to the device's own buttons. */
  readonly canTurn: boolean;
  readonly onMute: (muted: boolean) => void;
  readonly onVolume: (volume: number) => void;
  readonly onNumbers: () => void;
  readonly onShield: () => void;
  /** What else can be done about this person: a host's actions. */
  readonly children?: ComponentChildren;
}

/** One person in the call: who they are, how they are connected, and how they are heard here. */
export function PersonRow(props: PersonRowProps) {
  const { person } = props;
  const { other } = person;
  return (
    <li class="person" data-testid="person" data-peer={person.peer}>
      <div class="person-head">
        <Avatar initials={person.initials} hue={person.hue} />
        <Who person={person} />
        {other !== null && <OtherButtons {...props} other={other} />}
      </div>
      {other !== null && props.canTurn && (
        <input
          type="range"
          class="volume"
          min="0"
          max="100"
          step="5"
          value={Math.round(other.hearing.volume * 100)}
          disabled={other.hearing.muted}
          aria-label={say(peopleTexts().volume, { name: shownName(person) })}
          data-testid="volume"
          onInput={(event) => props.onVolume(Number(event.currentTarget.value) / 100)}
        />
      )}
      {other?.open && <ConnectionNumbers diagnostics={other.diagnostics} />}
      {props.children}
    </li>
  );
}

function shownName({ name, namesake }: PersonView): string {
  return numbered(name, namesake);
}

function Who({ person }: { person: PersonView }) {
  const t = peopleTexts();
  return (
    <div class="person-who">
      <h3 dir="auto">{shownName(person)}</h3>
      <p class="dim">
        <Flag label={person.muted ? t.muted : t.unmuted}>
          {person.muted ? <MicrophoneOffIcon /> : <MicrophoneIcon />}
        </Flag>
        {person.camera && (
          <Flag label={t.camera}>
            <CameraIcon />
          </Flag>
        )}
        {person.screen && (
          <Flag label={t.screen}>
            <ScreenIcon />
          </Flag>
        )}
        {person.self && <span>{t.you}</span>}
        {person.host && <span class="person-role">{t.host}</span>}
        {person.role !== null && <span class="person-role" dir="auto">{person.role}</span>}
      </p>
      {person.namesake !== null && <p class="dim" data-testid="namesake">{t.namesake}</p>}
    </div>
  );
}

function Flag({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <span class="person-flag" title={label}>
      {children}
      <span class="visually-hidden">{label}</span>
    </span>
  );
}

function OtherButtons(props: PersonRowProps & { readonly other: OtherView }) {
  const { person, other } = props;
  const name = shownName(person);
  const t = peopleTexts();
  const { muted } = other.hearing;
  const state = callTexts().shield[other.trust];
  return (
    <>
      <BarButton
        testid="person-shield"
        data-tone={other.tone}
        label={say(t.compare, { name, state })}
        onClick={props.onShield}
      >
        <ShieldIcon name={other.trust} />
      </BarButton>
      <BarButton
        testid="person-numbers"
        data-quality={other.quality}
        aria-expanded={other.open}
        label={say(t.numbersOf, { name, quality: t.quality[other.quality] })}
        onClick={props.onNumbers}
      >
        <QualityBars quality={other.quality} />
      </BarButton>
      <BarButton
        testid="person-mute"
        aria-pressed={muted}
        label={say(t.muteForMe, { name })}
        tip={say(muted ? t.unmuteForMe : t.muteForMe, { name })}
        onClick={() => props.onMute(!muted)}
      >
        {muted ? <SpeakerOffIcon /> : <SpeakerIcon />}
      </BarButton>
    </>
  );
}
