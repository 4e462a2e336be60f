/**
 * Work that takes its time: it can be stopped, and it says when the core waits before it tries again. Every command that asks
 * for a job and a channel goes through `runJob`.
 */

import { createStore, type ReadableStore } from "../store/store";
import { commands, type ErrorCode, type JobEvent, type JobId } from "./bindings";
import { Channel } from "./events";
import { CallboardFailure, ownError, unwrap } from "./failure";

type Answer<Value> = Promise<{ status: "ok"; data: Value } | { status: "error"; error: unknown }>;

export interface JobOptions {
  /** Stops the work in the core, too. */
  readonly signal?: AbortSignal;
  /** What the core tells meanwhile, such as the progress of an upload. */
  readonly onEvent?: (event: JobEvent) => void;
}

export interface WaitingJob {
  readonly job: JobId;
  /** When the next try begins, in milliseconds of `Date.now()`. */
  readonly until: number;
  readonly attempt: number;
  readonly reason: ErrorCode;
}

const waiting = createStore<readonly WaitingJob[]>([]);
/** The jobs that wait before they try again. */
export const waitingJobs: ReadableStore<readonly WaitingJob[]> = waiting;
let count = 0;

function settle(job: JobId): void {
  if (waiting.get().some((each) => each.job === job)) {
    waiting.update((all) => all.filter((each) => each.job !== job));
  }
}

/** Stops a piece of work. It then fails with the code `cancelled`. */
export function stopJob(job: JobId): void {
  void commands.cancelJob(job);
}

/** What was stopped before it began; the core knows of no such job yet. */
function stopped(): CallboardFailure {
  return new CallboardFailure(ownError("cancelled", { done: "no" }));
}

/** Runs a command that is a job. */
export async function runJob<Value>(
  start: (job: JobId, channel: Channel<JobEvent>) => Answer<Value>,
  { signal, onEvent }: JobOptions = {},
): Promise<Value> {
  if (signal?.aborted) {
    throw stopped();
  }
  count += 1;
  const job: JobId = `${Date.now().toString(36)}-${count}`;
  const channel = new Channel<JobEvent>();
  channel.onmessage = (event) => {
    if (event.kind === "waiting") {
      const until = Date.now() + event.seconds * 1000;
      const { attempt, reason } = event;
      waiting.update((all) => [...all.filter((each) => each.job !== job), { job, until, attempt, reason }]);
    } else {
      settle(job);
    }
    onEvent?.(event);
  };
  const stop = () => stopJob(job);
  signal?.addEventListener("abort", stop);
  try {
    return await unwrap(start(job, channel));
  } finally {
    signal?.removeEventListener("abort", stop);
    settle(job);
  }
}
