import { until } from "../../helpers/until.ts";
import { ROOT } from "../../helpers/paths.ts";
import { cpuOf, memoryOf } from "../../helpers/browsers/usage.ts";

/** Whose frames the load writes: those of Kibitz's client name their sender, as the broker does. */
export type Frames = "kibitz" | "peerjs";

/** A broker in a process of its own, under load. */
export interface Contestant extends AsyncDisposable {
  readonly name: string;
  readonly frames: Frames;
  /** The WebSocket address of a client with this id. */
  address(id: string): string;
  /** Processor time that it has used so far, in seconds; null where the system does not tell. */
  cpu(): number | null;
  /** Resident memory, in bytes; null where the system does not tell. */
  memory(): number | null;
  readonly running: boolean;
}

export interface Recipe {
  readonly name: string;
  /** The command, and what it prints when it listens: the first group is the port. */
  readonly command: readonly string[];
  readonly listens: RegExp;
  readonly env?: Readonly<Record<string, string>>;
  /** Where it is run, where that is not this work tree. */
  readonly folder?: string;
  /** Path and query before the id. */
  readonly path: string;
  /** Default: those of Kibitz's client. */
  readonly frames?: Frames;
}

/** Starts a broker, and waits until it listens. */
export async function start(recipe: Recipe): Promise<Contestant> {
  const [program, ...args] = recipe.command;
  const child = new Deno.Command(program, {
    args,
    cwd: recipe.folder ?? ROOT,
    env: { NO_COLOR: "1", ...recipe.env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let printed = "";
  let running = true;
  const read = Promise.all([child.stdout, child.stderr].map(async (stream) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) printed += text;
  }));
  const ended = child.status.then(() => running = false);
  const stop = async () => {
    if (running) child.kill("SIGKILL");
    await ended;
    await read;
  };
  try {
    const port = await until(`${recipe.name} listens`, () => {
      if (!running) throw new Error(`it ended; it printed: ${printed}`);
      return recipe.listens.exec(printed)?.[1];
    }, { within: 30_000 });
    return {
      name: recipe.name,
      frames: recipe.frames ?? "kibitz",
      address: (id) => `ws://127.0.0.1:${port}${recipe.path}&id=${id}&token=t`,
      cpu: () => cpuOf(child.pid),
      memory: () => memoryOf(child.pid),
      get running() {
        return running;
      },
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
