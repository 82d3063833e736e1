/** A new key goes to proven seats alone; those who left or wait learn nothing of it. */
import assert from "node:assert/strict";
import { systemRandom } from "../../../lib/env/mod.ts";
import { BROKER } from "../../../lib/env/network.ts";
import { createLocalBus, type HostSetting } from "../../../lib/mod.ts";
import { createHostKey, platformSigning } from "../../../lib/trust/mod.ts";
import {
  clientOn,
  dealtWith,
  idOf,
  mailOf,
  names,
  outcomeOf,
  severable,
  stageOf,
  together,
} from "../../helpers/attack/attacker.ts";
import { until } from "../../helpers/until.ts";

const made = await createHostKey({ room: "r", password: "correct horse", random: systemRandom });
const HOSTS: readonly HostSetting[] = [
  { kind: "key", sealed: made.sealed },
  { kind: "name", name: "Hal" },
];
const LINK = "0123456789abcdef";

for (const host of HOSTS) {
  const hostKey = host.kind === "key" ? { hostKey: made.key } : {};

  Deno.test(`host by ${host.kind}: a new key reaches nobody who dials under the old one in the name of a member whose network is down`, async () => {
    const { network, cut } = severable();
    const stage = await stageOf({ host, bus: createLocalBus({ network }) });
    const hals = clientOn(stage.bus);
    const hal = await stage.join("Hal", { transport: hals.transport, ...hostKey }); // place 1
    const ben = await stage.join("Ben"); // place 2
    const mallory = await stage.join("Mallory"); // place 3
    await together(hal, ben, mallory);
    const id = ben.state.self.id;
    await hal.host.remove(idOf(hal, "Mallory"));
    await until("she is out", () => names(hal) === "Ben");
    // Before the coordinator asks for Ben's id, it is Mallory's.
    cut(2, BROKER);
    const mail = await mailOf(stage, id);
    cut(1, 2);
    await until("Ben is lost", () => hal.state.peers[0].link.name === "reconnecting");
    const key = await hal.host.rekey();
    hal.chat("under the new link");
    const heard: string[] = [];
    const signer = await platformSigning.newSigner();
    const { links } = await stage.bus.attach();
    const envelope = { type: "OFFER", src: id, dst: hal.state.self.id } as const;
    const count = hals.links.length;
    const link = links.create({
      id: LINK,
      role: "dialler",
      listener: {
        async signal(signal) {
          if (signal.kind !== "offer") return;
          await mail.send(envelope.dst, signal);
          await mail.send(envelope.dst, await stage.signed(signer, envelope, signal, 998));
          await mail.send(envelope.dst, await stage.signed(signer, envelope, signal, 999));
        },
        state: () => {},
        certificate: () => {},
        opened: () => {},
        refused: () => {},
        wayChanged: () => {},
        message: (_, text) => heard.push(text),
        bytes: () => {},
        drained: () => {},
      },
    });
    const { refusedSignals } = hal.state;
    link.start();
    await until("all are refused", () => hal.state.refusedSignals >= refusedSignals + 3);
    assert.equal(hals.links.slice(count).filter((seen) => seen.link.id === LINK).length, 0);
    assert.deepEqual(heard, []);
    assert.ok(!mail.signals.some(({ signal }) => JSON.stringify(signal).includes(key)));
    await stage.close();
  });
}

Deno.test("those who left, were removed, or wait at the door hear nothing of a new key", async () => {
  const stage = await stageOf({ host: HOSTS[0] });
  const [lefts, mallorys, guests, adas] = [1, 2, 3, 4].map(() => clientOn(stage.bus));
  const hal = await stage.join("Hal", { hostKey: made.key });
  const ada = await stage.join("Ada", { transport: adas.transport });
  const left = await stage.join("Lee", { transport: lefts.transport });
  const mallory = await stage.join("Mallory", { transport: mallorys.transport });
  await together(hal, ada, left, mallory);
  await hal.host.setLobby(true);
  await until("Ada knows", () => ada.state.governance.lobby);
  const gus = outcomeOf(stage.join("Gus", { transport: guests.transport }));
  await until("Gus waits", () => hal.state.governance.waiting.length === 1);
  await left.leave({ back: true });
  await until("Lee went", () => names(hal) === "Ada,Mallory");
  await hal.host.remove(idOf(hal, "Mallory"));
  // She asks for it as well, on the connections that still stand.
  mallorys.say("control", { t: "keyed", generation: 0 });
  guests.say("control", { t: "keyed", generation: 0 });
  const key = await hal.host.rekey();
  await until("Ada has it", () => ada.state.key === key);
  await dealtWith(ada, hal);
  await until("Gus is turned away", () => gus.code === "denied");
  assert.ok(adas.heard.some(({ text }) => text.includes(key)));
  for (const { heard } of [lefts, mallorys, guests]) {
    assert.ok(!heard.some(({ text }) => text.includes(key)));
  }
  await stage.close();
});
