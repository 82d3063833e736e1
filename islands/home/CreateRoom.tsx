import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { CreateForm } from "../../components/home/CreateForm.tsx";
import { passwordProblem } from "../../session/home/password_strength.ts";
import { suggestRoomName } from "../../session/home/room_name_ideas.ts";
import { type HostChoice, RoomOptions } from "../../components/home/RoomOptions.tsx";
import { systemRandom } from "../../lib/env/mod.ts";
import type { HostSetting } from "../../lib/mod.ts";
import { normaliseRoomName } from "../../lib/room/room_name.ts";
import { newLinkKey } from "../../lib/trust/link_key.ts";
import { DEFAULT_CAPACITY } from "../../lib/trust/link_settings.ts";
import { openKeptHostKey } from "../../session/storage/host_key.ts";
import { tabStorage } from "../../session/storage/storage.ts";
import { tidyName } from "../../session/names.ts";
import { roomPath } from "../../session/link/room_link.ts";
import { createTexts } from "../../texts/create.ts";
import { siteTexts } from "../../texts/site.ts";

type HostPasswordView = ComponentType<{
  room: string;
  password: string;
  invalid: boolean;
  onPassword: (password: string) => void;
}>;

/** Makes a new room: its name, its key and, for who wants them, its number of people and its host. */
export function CreateRoom({ ready, ownName }: { ready: boolean; ownName: string }) {
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [capacity, setCapacity] = useState(DEFAULT_CAPACITY);
  const [host, setHost] = useState<HostChoice>("none");
  const [hostName, setHostName] = useState<string | null>(null);
  /** Null until it is said: a host by password then comes first, one by name does not. */
  const [hostFirst, setHostFirst] = useState<boolean | null>(null);
  const [password, setPassword] = useState("");
  const [hostProblem, setHostProblem] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [Password, setPasswordView] = useState<HostPasswordView | null>(null);

  useEffect(() => {
    setName(suggestRoomName(systemRandom));
    // A page that comes back from the browser's cache is about to make another room.
    const back = () => setBusy(false);
    addEventListener("pageshow", back);
    return () => removeEventListener("pageshow", back);
  }, []);

  const hostedBy = hostName ?? ownName;
  const waits = host !== "none" && (hostFirst ?? host === "key");

  const choose = async (choice: HostChoice) => {
    setHost(choice);
    setHostProblem(null);
    if (choice !== "key" || Password !== null) return;
    try {
      const { HostPassword } = await import("./HostPassword.tsx");
      setPasswordView(() => HostPassword);
    } catch {
      // TypeError: the server can't be reached just now. Choosing it again tries again.
      setHost("none");
      setHostProblem(createTexts().notFetched);
    }
  };

  const create = async () => {
    const t = createTexts();
    const room = normaliseRoomName(name);
    if (room === null) return setProblem(siteTexts().refusals["no-name"]);
    const wrong = host === "name" && tidyName(hostedBy) === ""
      ? t.hostNameMissing
      : host === "key"
      ? passwordProblem(password)
      : null;
    setHostProblem(wrong);
    if (wrong !== null) setOpen(true);
    if (wrong !== null || busy) return;
    setBusy(true);
    try {
      const setting = await hostSetting(room, host, tidyName(hostedBy), password);
      const key = newLinkKey(systemRandom);
      const settings = { capacity, host: setting, hostFirst: waits };
      location.assign(roomPath({ room, key, settings }));
    } catch (error) {
      setBusy(false);
      setHostProblem(createTexts().failed);
      // TypeError: the key's part of the page can't be fetched. Anything else is ours to hear of.
      if (!(error instanceof TypeError)) throw error;
    }
  };

  return (
    <CreateForm
      ready={ready}
      busy={busy}
      name={name}
      problem={problem}
      onName={(next) => {
        setName(next);
        setProblem(null);
      }}
      onSuggest={() => {
        setName(suggestRoomName(systemRandom));
        setProblem(null);
      }}
      onCreate={() => void create()}
    >
      <RoomOptions
        ready={ready && !busy}
        open={open}
        onOpen={setOpen}
        capacity={capacity}
        host={host}
        hostName={hostedBy}
        problem={hostProblem}
        onCapacity={setCapacity}
        hostFirst={waits}
        onHost={(choice) => void choose(choice)}
        onHostFirst={setHostFirst}
        onHostName={(next) => {
          setHostName(next);
          setHostProblem(null);
        }}
      >
        {Password === null ? <p role="status">{createTexts().oneMoment}</p> : (
          <Password
            room={name}
            password={password}
            invalid={hostProblem !== null}
            onPassword={(next) => {
              setPassword(next);
              setHostProblem(null);
            }}
          />
        )}
      </RoomOptions>
    </CreateForm>
  );
}

async function hostSetting(
  room: string,
  choice: HostChoice,
  name: string,
  password: string,
): Promise<HostSetting> {
  switch (choice) {
    case "none":
      return { kind: "none" };
    case "name":
      return { kind: "name", name };
    case "key": {
      const { createHostKey } = await import("../../lib/trust/host_key.ts");
      const { sealed, key } = await createHostKey({ room, password, random: systemRandom });
      // This tab made the room, so it is the host's without typing the password again.
      openKeptHostKey(tabStorage()).keep(room, key.keptText());
      return { kind: "key", sealed };
    }
  }
}
