/** What a coordinator does about people who are not, or not any more, in the room. */
import assert from "node:assert/strict";
import type { Attachment } from "../../../lib/local_bus.ts";
import type { LinkOptions, LinkState } from "../../../lib/link/mod.ts";
import { createLocalBus, JoinError, joinRoom, type Transport } from "../../../lib/mod.ts";

const KEY = "AAECAwQFBgcICQoLDA0ODw";

/** Lets every delivery of the local bus happen. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve, 0));
}

/** One participant's way onto a bus, watched: which links got a track, and what went to the broker. */
function watched(bus: Transport) {
  const links: { options: LinkOptions; withTrack: boolean; state: LinkState | null }[] = [];
  const sent: string[] = [];
  const attach = async (): Promise<Attachment> => {
    const { broker, links: factory } = await bus.attach();
    return {
      broker: {
        async open(id, listener) {
          const mailbox = await broker.open(id, listener);
          if (mailbox === "taken") return mailbox;
          return {
            id,
            get state() {
              return mailbox.state;
            },
            send(type, dst, payload) {
              sent.push(`${type} ${dst}`);
              mailbox.send(type, dst, payload);
            },
            check: () => mailbox.check(),
            close: () => mailbox.close(),
          };
        },
      },
      links: {
        ...factory,
        create(options) {
          const link = factory.create(options);
          const seen: (typeof links)[number] = { options, withTrack: false, state: null };
          links.push(seen);
          return new Proxy(link, {
            get(target, name) {
              if (name === "state" && seen.state !== null) return seen.state;
              if (name === "setTrack") {
                return (_lane: string, track: unknown) => {
                  seen.withTrack ||= track !== null;
                  return Promise.resolve();
                };
              }
              const value: unknown = Reflect.get(target, name, target);
              return typeof value === "function" ? value.bind(target) : value;
            },
          });
        },
      },
    };
  };
  return { transport: { attach }, links, sent };
}

Deno.test("whom a full room refuses by its answer gets no media, even if it stays connected", async () => {
  const bus = createLocalBus();
  const { transport, links } = watched(bus);
  const track = { stop() {} } as unknown as MediaStreamTrack;
  const tracks = { microphone: track };
  const ada = await joinRoom("r", { name: "Ada", key: KEY, transport, capacity: 2, tracks });
  const ben = await joinRoom("r", { name: "Ben", key: KEY, transport: bus, capacity: 2 });
  await settle();
  const answered = () => links.filter(({ options }) => options.role === "answerer");
  assert.deepEqual(answered().map(({ withTrack }) => withTrack), [true], "Ben hears Ada");
  await assert.rejects(
    joinRoom("r", { name: "Cyd", key: KEY, transport: bus, capacity: 2 }),
    (error) => error instanceof JoinError && error.code === "room-full",
  );
  await settle();
  assert.deepEqual(answered().map(({ withTrack }) => withTrack), [true, false]);
  await ada.leave();
  await ben.leave();
});

Deno.test("a coordinator that lost a member asks the broker in a way that the broker answers", async () => {
  const bus = createLocalBus();
  const { transport, links, sent } = watched(bus);
  const ada = await joinRoom("r", { name: "Ada", key: KEY, transport });
  const ben = await joinRoom("r", { name: "Ben", key: KEY, transport: bus });
  await settle();
  sent.length = 0;
  const [link] = links.filter(({ options }) => options.role === "answerer");
  link.state = { name: "reconnecting", since: 0 };
  link.options.listener.state(link.state);
  await settle();
  // The broker says EXPIRE for a signal that waited in vain; a LEAVE does not wait.
  assert.deepEqual(sent, [`CANDIDATE ${ben.state.self.id}`]);
  assert.equal(ada.state.peers.length, 1, "somebody who is there stays");
  link.state = null;
  await ada.leave();
  await ben.leave();
});
