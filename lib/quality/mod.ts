/** What is sent to each person: by how many there are, and by what the machine and the lines bear. */
export {
  type Adaptation,
  freshAdaptation,
  nextAdaptation,
  PATIENCE_MAX_MS,
  PATIENCE_MS,
} from "./adaptation.ts";
export { type ControllerOptions, QualityController, READ_MS } from "./controller.ts";
export { read, type Reading, type Totals, type Verdict, worst } from "./stats.ts";
export { LAST_STEP, qualityFor, startStep } from "./table.ts";
