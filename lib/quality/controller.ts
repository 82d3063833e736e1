import type { Clock } from "../env/mod.ts";
import type { Lane, Link, Quality } from "../link/mod.ts";
import { type Adaptation, freshAdaptation, nextAdaptation } from "./adaptation.ts";
import { read, type Totals, type Verdict, worst } from "./stats.ts";
import { qualityFor, startStep } from "./table.ts";

/** Milliseconds between two readings of every connection, while we send pictures. */
export const READ_MS = 2_000;

/** How long people count as being introduced who are not there yet, in milliseconds. */
const INTRODUCING_MS = 10_000;

/** What the keeper looks after. */
export interface ControllerOptions {
  readonly clock: Clock;
  /** Every connection that counts now; `open`: what we send flows to it, or will once it is proven. */
  readonly links: () => readonly { readonly link: Link; readonly open: boolean }[];
  readonly sends: (lane: Lane) => boolean;
}

/** What is known of one connection. */
interface Known {
  footing: Adaptation;
  totals: Totals | null;
  line: Verdict;
}

/**
 * Keeps what we send to each other person within what their number, this machine and each line bear.
 * The machine's strain is everybody's: one encoder that can't keep up takes its time from the others.
 */
export class QualityController {
  readonly #known = new WeakMap<Link, Known>();
  #machine: Adaptation;
  #cancel: (() => void) | null = null;
  #stopped = false;

  constructor(readonly options: ControllerOptions) {
    this.#machine = freshAdaptation(0, options.clock.now());
  }

  /** To be called when people, their connections or our own tracks changed. */
  checkNow(): void {
    if (this.#stopped) return;
    const people = this.#people();
    for (const { link } of this.options.links()) {
      link.setQuality(this.#qualityOf(link, people));
    }
    const needed = this.options.sends("camera") || this.options.sends("screen");
    if (needed && people > 1) {
      this.#cancel ??= this.options.clock.after(READ_MS, () => this.#round());
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
    this.#cancel = null;
  }

  #people(): number {
    return 1 + this.options.links().filter(({ open }) => open).length;
  }

  #qualityOf(link: Link, people: number): Quality {
    const step = Math.max(this.#machine.step, this.#knownOf(link, people).footing.step);
    return qualityFor(people, step, this.options.sends("screen"));
  }

  #knownOf(link: Link, people: number): Known {
    const known = this.#known.get(link) ?? {
      footing: freshAdaptation(startStep(people), this.options.clock.now()),
      totals: null,
      line: "fair",
    };
    this.#known.set(link, known);
    return known;
  }

  #round(): void {
    this.#cancel = null;
    this.#readAll().catch(() => {
      // A connection closed while it was being asked: it is not there any more at the next reading.
    }).finally(() => this.checkNow());
  }

  async #readAll(): Promise<void> {
    const people = this.#people();
    const open = this.options.links().filter((one) => one.open);
    // Before all stand, the machine works on introductions: that is no reading of what it bears.
    if (open.some(({ link }) => this.#introducing(link))) return;
    const machine: Verdict[] = [];
    for (const { link } of open) {
      const found = link.state.name === "connected" ? await this.#read(link, people) : null;
      if (found !== null) machine.push(found);
    }
    if (machine.length === 0) return;
    const now = this.options.clock.now();
    const verdict = worst(machine);
    this.#machine = nextAdaptation(this.#machine, verdict, now);
    for (const { link } of open) {
      const known = this.#knownOf(link, people);
      // What is new grows only while the machine has room for it.
      const held = known.footing.name === "growing" && verdict !== "calm" ? "fair" : known.line;
      known.footing = nextAdaptation(known.footing, held, now);
    }
  }

  #introducing({ state }: Link): boolean {
    const introducing = state.name === "dialling" || state.name === "checking";
    return introducing && this.options.clock.now() - state.since < INTRODUCING_MS;
  }

  /** Reads one connection, and answers how the machine bears it; null when there is nothing to say. */
  async #read(link: Link, people: number): Promise<Verdict | null> {
    const known = this.#knownOf(link, people);
    const report = await link.stats();
    if (report === null || this.#stopped) return null;
    const { camera, screen } = this.#qualityOf(link, people);
    const sent = [
      ...this.options.sends("camera") ? [camera] : [],
      ...this.options.sends("screen") ? [screen] : [],
    ];
    const { totals, reading } = read(report, known.totals, {
      kilobits: sent.reduce((sum, { kilobits }) => sum + kilobits, 0),
      framesPerSecond: Math.max(...sent.map(({ framesPerSecond }) => framesPerSecond)),
    });
    known.totals = totals;
    known.line = reading.line;
    return reading.machine;
  }
}
