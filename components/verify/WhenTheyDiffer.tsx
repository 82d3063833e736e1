export interface WhenTheyDifferProps {
  readonly name: string;
  readonly onLeave: () => void;
  readonly onNewRoom: () => void;
}

/** What to do when codes differ. */
export function WhenTheyDiffer({ name, onLeave, onNewRoom }: WhenTheyDifferProps) {
  return (
    <div class="when-differ" data-testid="when-they-differ">
      <p>
        First make sure that nobody misread: if so, take it back. If they do differ, leave this
        call, make a new link, and give it to {name} by another way than the last one.
      </p>
      <div class="verdicts">
        <button type="button" class="button danger" data-testid="verify-leave" onClick={onLeave}>
          Leave
        </button>
        <button type="button" class="button" data-testid="new-room-link" onClick={onNewRoom}>
          New room link
        </button>
      </div>
    </div>
  );
}
