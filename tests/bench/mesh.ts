/**
 * Calls of 2, 4 and 6 with sound, and of 8 with small pictures alone, all in one Chromium: ours with
 * its adaptation, ours with the browser's defaults, and bare connections with them. `MESH_PEOPLE`
 * picks some ("6" or "2,4"), `MESH_ROUNDS` how often each call is made.
 */
import { z } from "zod";
import { type Contestant, startContestants } from "./join/contestants.ts";
import { CAMERA } from "./join/timeline.ts";
import { measure, type Measured, type Sending } from "./mesh/call.ts";
import { atLeast, atMost, type Figure, median, plain } from "./report.ts";

const CALLS: readonly Sending[] = [
  { people: 2, camera: CAMERA, sound: true },
  { people: 4, camera: CAMERA, sound: true },
  { people: 6, camera: CAMERA, sound: true },
  { people: 8, camera: { width: 160, height: 90, frameRate: 5 }, sound: false },
];

/** What a call of six should reach. */
const AIM = { people: 6, connectedSeconds: 6, framesDecoded: 12 };

const asked = z.object({
  people: z.string().default("2,4,6,8").transform((text) => text.split(",").map(Number)),
  rounds: z.coerce.number().int().min(1).default(2),
});

/** One of the three ways to make the call. */
interface Way {
  readonly name: string;
  readonly contestant: Contestant;
  readonly adapting: boolean;
}

export async function figures(say: (line: string) => void): Promise<Figure[]> {
  const { people, rounds } = asked.parse({
    people: Deno.env.get("MESH_PEOPLE"),
    rounds: Deno.env.get("MESH_ROUNDS"),
  });
  await using contestants = await startContestants();
  const by = (name: Contestant["name"]) => {
    const found = contestants.all.find((one) => one.name === name);
    if (found === undefined) throw new Error(`there is no contestant "${name}"`);
    return found;
  };
  const ways: readonly Way[] = [
    { name: "adapting", contestant: by("ours"), adapting: true },
    { name: "not adapting", contestant: by("ours"), adapting: false },
    { name: "bare, defaults", contestant: by("floor"), adapting: false },
  ];
  const found: Figure[] = [];
  for (const call of CALLS.filter((one) => people.includes(one.people))) {
    const results = new Map<string, Measured[]>(ways.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const { name, contestant, adapting } of ways) {
        const room = `mesh-${call.people}-${round}-${adapting ? "on" : "off"}`;
        const result = await measure(contestant, call, room, adapting);
        results.get(name)?.push(result);
        say(`${call.people} people, round ${round + 1} of ${rounds}, ${name}: ${shown(result)}`);
      }
    }
    for (const [name, measured] of results) found.push(...summary(call.people, name, measured));
  }
  return found;
}

function summary(people: number, name: string, measured: readonly Measured[]): Figure[] {
  const what = `${people} people, ${name}`;
  const aimed = people === AIM.people && name === "adapting";
  const connected = median(measured.map((one) => one.connectedSeconds));
  const frames = median(measured.map((one) => one.framesDecoded));
  const cpu = measured.flatMap((one) => one.cpu === null ? [] : [one.cpu]);
  return [
    aimed
      ? atMost(`${what}: all connected`, connected, "s", AIM.connectedSeconds)
      : plain(`${what}: all connected`, connected, "s"),
    aimed
      ? atLeast(`${what}: frames decoded`, frames, "a second", AIM.framesDecoded)
      : plain(`${what}: frames decoded`, frames, "a second"),
    plain(`${what}: frames dropped`, median(measured.map((one) => one.framesDropped)), "a second"),
    plain(`${what}: processor, each person`, median(cpu), "% of a core"),
  ];
}

function shown({ connectedSeconds, framesDecoded, framesDropped, cpu }: Measured): string {
  return `connected ${connectedSeconds.toFixed(1)} s, ${
    framesDecoded.toFixed(1)
  } frames a second, ` +
    `${framesDropped.toFixed(2)} dropped, ${cpu?.toFixed(0) ?? "?"} % of a core each`;
}
