import { useCallback, useEffect, useRef, useState } from "react";
import {
  type AgentRecord,
  type Channel,
  type JobEvent,
  type JobId,
  runJob,
  type SaveOutcome,
  type UploadProgress,
} from "../bridge";
import { text } from "../i18n";
import { tell } from "../notices";
import { saySent } from "../saving/outcome";
import { leaving } from "../window/leaving";

export type UploadState =
  | { readonly kind: "idle" }
  | { readonly kind: "running"; readonly progress: UploadProgress }
  | { readonly kind: "failed"; readonly error: unknown };

type Start = (
  job: JobId,
  channel: Channel<JobEvent>,
) => Promise<{ status: "ok"; data: SaveOutcome } | { status: "error"; error: unknown }>;

export interface Upload {
  readonly state: UploadState;
  /**
   * Answers the agent as it is then; nothing where it failed or was stopped, which stands in the state, and where nobody knows
   * yet, which is told.
   */
  run(start: Start): Promise<AgentRecord | undefined>;
  stop(): void;
  reset(): void;
}

/** How many run, on whatever page: leaving the page does not stop them, closing the window does. */
let running = 0;
leaving.register({ what: () => (running > 0 ? text("closing.upload") : undefined) });
/** The agent with the file on it; else it is told what became of it. */
function recordOf(outcome: SaveOutcome): AgentRecord | undefined {
  switch (outcome.kind) {
    case "saved":
    case "partlyCreated":
      return outcome.record;
    case "sent":
      void saySent(outcome.change, { kind: "fileAttached", name: "" });
      return undefined;
    case "conflicts":
    case "refused":
    case "deleted":
    case "done":
      tell.information(text("drops.notPut"));
      return undefined;
  }
}

/** One upload at a time, with its progress and a way to stop it. Leaving the page does not stop it: the core finishes. */
export function useUpload(): Upload {
  const [state, setState] = useState<UploadState>({ kind: "idle" });
  const controller = useRef<AbortController | undefined>(undefined);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const run = useCallback(async (start: Start) => {
    const abort = new AbortController();
    controller.current = abort;
    setState({ kind: "running", progress: { step: "preparing" } });
    running += 1;
    try {
      const outcome = await runJob(start, {
        signal: abort.signal,
        onEvent: (event) => {
          if (event.kind === "upload" && here.current) {
            setState({ kind: "running", progress: event.progress });
          }
        },
      });
      if (here.current) {
        setState({ kind: "idle" });
      }
      return recordOf(outcome);
    } catch (error) {
      if (here.current) {
        setState({ kind: "failed", error });
      }
      return undefined;
    } finally {
      running -= 1;
      controller.current = undefined;
    }
  }, []);
  return {
    state,
    run,
    stop: useCallback(() => controller.current?.abort(), []),
    reset: useCallback(() => setState({ kind: "idle" }), []),
  };
}
