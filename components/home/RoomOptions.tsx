import type { ComponentChildren } from "preact";
import { createTexts } from "../../texts/create.ts";
import { say } from "../../texts/mod.ts";

/** How a new room is to be governed, as the form has it. */
export type HostChoice = "none" | "name" | "key";

/** The most people that the form offers: what a mesh of video bears. */
const PEOPLE_MAX = 8;

interface RoomOptionsProps {
  readonly ready: boolean;
  readonly open: boolean;
  readonly capacity: number;
  readonly host: HostChoice;
  readonly hostName: string;
  /** Whether nobody is in before the host. */
  readonly hostFirst: boolean;
  /** What is wrong with the host's name or password. */
  readonly problem: string | null;
  readonly onOpen: (open: boolean) => void;
  readonly onCapacity: (people: number) => void;
  readonly onHost: (host: HostChoice) => void;
  readonly onHostName: (name: string) => void;
  readonly onHostFirst: (on: boolean) => void;
  /** The fields of a host by password, where they are chosen. */
  readonly children: ComponentChildren;
}

/** What a new room may be told beside its name: folded away, since most calls need none of it. */
export function RoomOptions(props: RoomOptionsProps) {
  const { ready, capacity, host, problem } = props;
  const t = createTexts();
  const people = Array.from({ length: PEOPLE_MAX - 1 }, (_, at) => at + 2);
  return (
    <details
      class="room-options"
      open={props.open}
      onToggle={(event) => props.onOpen(event.currentTarget.open)}
    >
      <summary>
        {t.options} <small>{say(t.summary[host], { people: capacity })}</small>
      </summary>
      <div class="room-options-body">
        <label class="field">
          <span>{t.people}</span>
          <select
            data-testid="capacity"
            disabled={!ready}
            value={capacity}
            onChange={(event) => props.onCapacity(Number(event.currentTarget.value))}
          >
            {people.map((count) => <option key={count} value={count}>{count}</option>)}
          </select>
        </label>
        <fieldset class="choices">
          <legend>{t.who}</legend>
          <p class="dim">{t.whatHostsDo}</p>
          <Choice {...props} value="none" />
          <Choice {...props} value="name" />
          {host === "name" && (
            <label class="field choice-more">
              <span>{t.hostName}</span>
              <input
                data-testid="host-name"
                value={props.hostName}
                maxLength={40}
                autocomplete="off"
                onInput={(event) => props.onHostName(event.currentTarget.value)}
                aria-invalid={problem !== null}
                aria-describedby={problem === null ? undefined : "host-problem"}
              />
            </label>
          )}
          <Choice {...props} value="key" />
          {host === "key" && <div class="choice-more">{props.children}</div>}
          {host !== "none" && <HostFirst {...props} host={host} />}
          <p id="host-problem" class="problem" aria-live="polite">{problem}</p>
        </fieldset>
      </div>
    </details>
  );
}

interface HostFirstProps extends Pick<RoomOptionsProps, "ready" | "hostFirst" | "onHostFirst"> {
  readonly host: Exclude<HostChoice, "none">;
}

/** Whether the room waits for its host, whoever that is. */
function HostFirst({ ready, host, hostFirst, onHostFirst }: HostFirstProps) {
  const t = createTexts();
  return (
    <label class="choice host-first">
      <input
        type="checkbox"
        data-testid="host-first"
        checked={hostFirst}
        disabled={!ready}
        onChange={(event) => onHostFirst(event.currentTarget.checked)}
      />
      <span>
        <strong>{t.hostFirst}</strong>
        <small>{t.hostFirstHint[host]}</small>
      </span>
    </label>
  );
}

interface ChoiceProps extends Pick<RoomOptionsProps, "ready" | "host" | "onHost"> {
  readonly value: HostChoice;
}

function Choice({ ready, host, onHost, value }: ChoiceProps) {
  const { title, text } = createTexts().hosts[value];
  return (
    <label class="choice">
      <input
        type="radio"
        name="host"
        value={value}
        data-testid={`host-${value}-choice`}
        checked={host === value}
        disabled={!ready}
        onChange={() => onHost(value)}
      />
      <span>
        <strong>{title}</strong>
        <small>{text}</small>
      </span>
    </label>
  );
}
