import { AVATARS, splitName, withAvatar } from "../../session/names.ts";
import { settingsTexts } from "../../texts/settings.ts";

export interface AvatarPickerProps {
  /** The whole name, its emoji included. */
  readonly name: string;
  /** Takes the whole new name. */
  readonly onChoose: (name: string) => void;
}

/** A choice of what stands for somebody without a camera: their initials or an emoji. */
export function AvatarPicker({ name, onChoose }: AvatarPickerProps) {
  const t = settingsTexts();
  const { avatar } = splitName(name);
  return (
    <div class="avatars" role="group" aria-label={t.avatar}>
      <button
        type="button"
        class="avatar-choice words"
        aria-pressed={avatar === null}
        onClick={() => onChoose(withAvatar(name, null))}
      >
        {t.initials}
      </button>
      {AVATARS.map((emoji) => (
        <button
          key={emoji}
          type="button"
          class="avatar-choice"
          aria-pressed={avatar === emoji}
          data-testid={`avatar-${emoji}`}
          onClick={() => onChoose(withAvatar(name, emoji))}
        >
          {emoji}
        </button>
      ))}
    </div>
  );
}
