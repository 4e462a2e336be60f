/** How far a change got before it failed. The one place that reads it. */
import type { CallboardError } from "../bridge";

const stages = ["no", "yes", "partly", "unclear"] as const;
export type Done = (typeof stages)[number];

/** Nothing where the error does not say: then nothing is promised. */
export function doneOf(error: CallboardError): Done | undefined {
  const said: unknown = Reflect.get(error, "done");
  return stages.find((stage) => stage === said);
}
