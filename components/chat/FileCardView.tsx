import type { FileCard, WayView } from "../../session/chat/files/mod.ts";
import { failedTexts } from "../../texts/failed.ts";
import { say } from "../../texts/mod.ts";
import { transferTexts } from "../../texts/transfer.ts";
import { Part } from "../ui/Guard.tsx";
import { bytesText, timeText } from "./amounts.ts";
import { FileIcon } from "./icons.tsx";

export interface FileCardProps {
  readonly card: FileCard;
  readonly onAccept: () => void;
  /** Without a person: the whole file. */
  readonly onCancel: (peer?: string) => void;
}

/** One file: what it is, how far it is to or from each person, and what can be done about it. */
export function FileCardView(props: FileCardProps) {
  return (
    <Part of={props.card.ways} words={failedTexts().file}>
      <Card {...props} />
    </Part>
  );
}

function Card({ card, onAccept, onCancel }: FileCardProps) {
  const t = transferTexts();
  const [first] = card.ways;
  const pending = card.own && (card.onOffer || card.ways.some(isOpen));
  return (
    <div class="chat-card" data-testid="file-card" data-file={card.name}>
      {card.picture !== null && (
        <img class="card-picture" src={card.picture} alt={say(t.picture, { name: card.name })} />
      )}
      <p class="card-head">
        <FileIcon />
        <strong dir="auto">{card.name}</strong>
        <span class="dim">{bytesText(card.size)}</span>
      </p>
      {card.own && card.ways.length === 0 && <p class="dim">{t.nobodyYet}</p>}
      <ul class="card-ways">
        {card.ways.map((way) => (
          <Way
            key={way.peer}
            way={way}
            card={card}
            onCancel={() => onCancel(way.peer)}
          />
        ))}
      </ul>
      <p class="card-actions">
        {!card.own && first?.state.name === "offered" && (
          <>
            <button
              type="button"
              class="button primary"
              data-testid="file-accept"
              onClick={onAccept}
            >
              {t.download}
            </button>
            <button
              type="button"
              class="button"
              data-testid="file-decline"
              onClick={() => onCancel()}
            >
              {t.decline}
            </button>
          </>
        )}
        {(card.link ?? card.picture) !== null && (!card.own) && (
          <a
            class="button"
            data-testid="file-save"
            href={card.link ?? card.picture ?? undefined}
            download={card.name}
          >
            {t.save}
          </a>
        )}
        {pending && (
          <button
            type="button"
            class="button"
            data-testid="file-stop"
            onClick={() => onCancel()}
          >
            {t.stopOffering}
          </button>
        )}
      </p>
    </div>
  );
}

function Way({ way, card, onCancel }: { way: WayView; card: FileCard; onCancel: () => void }) {
  const moving = way.state.name === "moving" || way.state.name === "checking";
  return (
    <li data-testid="file-way" data-state={way.state.name}>
      {card.own && <span class="card-who" dir="auto">{way.name}</span>}
      {moving && (
        <progress
          max={1}
          value={way.part}
          aria-label={say(transferTexts().file, { name: card.name })}
        />
      )}
      <span class="dim" data-testid="file-state">{stateText(way, card)}</span>
      {moving && (
        <button type="button" class="button" data-testid="file-cancel" onClick={onCancel}>
          {transferTexts().cancel}
        </button>
      )}
    </li>
  );
}

function stateText(way: WayView, card: FileCard): string {
  const t = transferTexts();
  const { state } = way;
  switch (state.name) {
    case "offered":
      return card.own ? t.notTaken : t.offered;
    case "moving":
      return movingText(way, state.speed);
    case "checking":
      return t.checking;
    case "finished":
      if (card.own) return t.received;
      return card.link === null && card.picture === null ? t.kept : t.finished;
    case "ended":
      return t.ended[state.why];
  }
}

function movingText({ part, seconds, waiting }: WayView, speed: number | null): string {
  const t = transferTexts();
  const percent = Math.floor(part * 100);
  if (waiting) return say(t.waiting, { part: percent });
  if (speed === null || seconds === null) return say(t.movingSoon, { part: percent });
  return say(t.moving, { part: percent, speed: bytesText(speed), left: timeText(seconds) });
}

function isOpen({ state }: WayView): boolean {
  return state.name !== "finished" && state.name !== "ended";
}
