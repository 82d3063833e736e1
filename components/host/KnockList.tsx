import type { GuestView } from "../../session/hosting.ts";
import { hostTexts } from "../../texts/host.ts";

interface KnockListProps {
  readonly waiting: readonly GuestView[];
  readonly onAdmit: (guests: readonly string[]) => void;
  readonly onDeny: (guest: string) => void;
}

/** Who waits to be let in, in the order in which they came. */
export function KnockList({ waiting, onAdmit, onDeny }: KnockListProps) {
  const t = hostTexts();
  return (
    <section class="knocks" aria-labelledby="knocks-title">
      <h3 id="knocks-title">{t.waiting}</h3>
      {waiting.length === 0 && <p class="dim">{t.nobodyWaits}</p>}
      <ul class="knock-list">
        {waiting.map(({ id, name, note }) => (
          <li key={id} data-testid="knock">
            <p>
              <strong>{name}</strong>
              {note !== "" && <span class="knock-note">{note}</span>}
            </p>
            <div class="knock-row">
              <button
                type="button"
                class="button primary"
                data-testid="admit"
                aria-label={`${t.admit}: ${name}`}
                onClick={() => onAdmit([id])}
              >
                {t.admit}
              </button>
              <button
                type="button"
                class="button"
                data-testid="deny"
                aria-label={`${t.deny}: ${name}`}
                onClick={() => onDeny(id)}
              >
                {t.deny}
              </button>
            </div>
          </li>
        ))}
      </ul>
      {waiting.length > 1 && (
        <button
          type="button"
          class="button"
          data-testid="admit-all"
          onClick={() => onAdmit(waiting.map(({ id }) => id))}
        >
          {t.admitAll}
        </button>
      )}
    </section>
  );
}
