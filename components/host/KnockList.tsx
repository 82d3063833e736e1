import { useElementId } from "../ui/element_id.ts";
import { withoutDirections } from "../../lib/wire/shown_text.ts";
import type { GuestView } from "../../session/host/hosting.ts";
import { failedTexts } from "../../texts/failed.ts";
import { hostTexts } from "../../texts/host.ts";
import { Part } from "../ui/Guard.tsx";

interface KnockListProps {
  readonly waiting: readonly GuestView[];
  readonly onAdmit: (guests: readonly string[]) => void;
  readonly onDeny: (guest: string) => void;
}

/** Who waits to be let in, in the order in which they came. */
export function KnockList({ waiting, onAdmit, onDeny }: KnockListProps) {
  const elementId = useElementId();
  const t = hostTexts();
  return (
    <section class="knocks" aria-labelledby={elementId("knocks-title")}>
      <h3 id={elementId("knocks-title")}>{t.waiting}</h3>
      {waiting.length === 0 && <p class="dim">{t.nobodyWaits}</p>}
      <ul class="knock-list">
        {waiting.map(({ id, name, note }) => (
          <Part key={id} as="li" words={failedTexts().person}>
            <li data-testid="knock">
              <p>
                <strong dir="auto">{name}</strong>
                {note !== "" && <span class="knock-note" dir="auto">{withoutDirections(note)}
                </span>}
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
          </Part>
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
