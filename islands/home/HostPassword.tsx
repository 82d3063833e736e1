import { useEffect, useState } from "preact/hooks";
import { makePassphrase, PASSPHRASE_BITS } from "../../session/home/passphrase.ts";
import { PasswordField } from "../../components/home/PasswordField.tsx";
import { passwordBits, type Strength, strengthOf } from "../../session/home/password_strength.ts";
import { systemRandom } from "../../lib/env/mod.ts";

/** Milliseconds that "Copied" is shown. */
const COPIED_MS = 2500;

interface HostPasswordProps {
  readonly room: string;
  readonly password: string;
  readonly invalid: boolean;
  readonly onPassword: (password: string) => void;
}

/** Choosing a host's password: judged as it is typed, or suggested. Fetched when it is asked for. */
export function HostPassword({ room, password, invalid, onPassword }: HostPasswordProps) {
  const [shown, setShown] = useState(false);
  const [suggested, setSuggested] = useState("");
  const [strength, setStrength] = useState<Strength | null>(null);
  const [copied, setCopied] = useState<"no" | "yes" | "failed">("no");

  useEffect(() => {
    if (password === "") return setStrength(null);
    if (password === suggested) return setStrength(strengthOf(PASSPHRASE_BITS));
    let stale = false;
    const judge = async () => {
      try {
        const bits = await passwordBits(password, ["kibitz", room]);
        if (!stale) setStrength(strengthOf(bits));
      } catch {
        // TypeError: the estimator can't be fetched, since the server is away. A wrong judgement
        // would be worse than none.
        if (!stale) setStrength(null);
      }
    };
    void judge();
    return () => {
      stale = true;
    };
  }, [password, suggested, room]);

  useEffect(() => {
    if (copied === "no") return;
    const timer = setTimeout(() => setCopied("no"), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  const suggest = () => {
    const made = makePassphrase(systemRandom);
    setSuggested(made);
    setShown(true);
    onPassword(made);
  };

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(password);
      setCopied("yes");
    } catch {
      // No clipboard on an address without https (TypeError), or forbidden (NotAllowedError).
      setShown(true);
      setCopied("failed");
    }
  };

  return (
    <PasswordField
      password={password}
      shown={shown}
      strength={strength}
      copied={copied}
      invalid={invalid}
      onPassword={onPassword}
      onShown={() => setShown(!shown)}
      onSuggest={suggest}
      onCopy={() => void copy()}
    />
  );
}
