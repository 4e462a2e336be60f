/** Saving: one at a time, with its waiting and its outcomes. What was not stored stays an edit, whatever happens. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { createAgent, openAgent } from "../app/place";
import {
  type AgentRecord,
  type Conflict,
  type Pick as ConflictPick,
  commands,
  type Edits,
  type Finding,
  type JobEvent,
  type JsonValue,
  runJob,
  type SaveOutcome,
} from "../bridge";
import { toError } from "../errors";
import { leaveFailure } from "./arrival";
import { drafts } from "./drafts";
import { apply, fieldsOf, readAt, same } from "./edits";
import { sayOutcome } from "./outcome";
import { keepRecord } from "./records";
import type { Session } from "./useSession";

export type SaveState =
  | { readonly kind: "idle" }
  | { readonly kind: "saving"; readonly waiting: boolean }
  | { readonly kind: "failed"; readonly error: unknown }
  /** The agent is not there any more. */
  | { readonly kind: "gone" }
  | { readonly kind: "conflicts"; readonly fresh: AgentRecord; readonly conflicts: readonly Conflict[] }
  | { readonly kind: "refused"; readonly findings: readonly Finding[] };

export interface Saving {
  readonly state: SaveState;
  save(): void;
  stop(): void;
  /** Saves again with what the admin picked in the conflicts. */
  savePicked(picks: readonly ConflictPick[]): void;
  dismiss(): void;
  /** Makes a new agent's draft of what is on screen. */
  createAgain(): void;
}

const idle: SaveState = { kind: "idle" };

export function useSaving(session: Session): Saving {
  const client = useQueryClient();
  const [state, setState] = useState<SaveState>(idle);
  const running = useRef<AbortController | null>(null);
  const { connection, agent, own, dispatch, edits: onScreen } = session;

  // What was refused is judged anew as soon as something is put right.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the edits are the reason
  useEffect(() => {
    setState((now) => (now.kind === "refused" ? idle : now));
  }, [onScreen]);

  const settle = useCallback(
    (outcome: SaveOutcome, sent: Edits) => {
      switch (outcome.kind) {
        case "saved":
          setState(idle);
          dispatch({ kind: "saved", record: outcome.record, sent });
          keepRecord(client, outcome.record);
          sayOutcome(client, session, outcome);
          if (agent === null) {
            void drafts.discard(connection, null);
            openAgent(connection, outcome.record.id);
          }
          return;
        case "partlyCreated": {
          const { record, remaining, error } = outcome;
          setState(idle);
          keepRecord(client, record);
          void drafts.discard(connection, null);
          drafts.keep(connection, record.id, record.document, remaining);
          leaveFailure(connection, record.id, error);
          openAgent(connection, record.id);
          return;
        }
        case "conflicts":
          setState({ kind: "conflicts", fresh: outcome.fresh, conflicts: outcome.conflicts });
          return;
        case "refused":
          setState({ kind: "refused", findings: outcome.findings });
      }
    },
    [client, session, connection, agent, dispatch],
  );

  const send = useCallback(
    async (base: JsonValue, edits: Edits, picks: readonly ConflictPick[] = []) => {
      if (running.current !== null || Object.keys(edits).length === 0) {
        return;
      }
      const stop = new AbortController();
      running.current = stop;
      setState({ kind: "saving", waiting: false });
      const onEvent = (event: JobEvent) => setState({ kind: "saving", waiting: event.kind === "waiting" });
      try {
        // On disk before it is on its way: whatever happens meanwhile, nothing typed is lost.
        await drafts.flush();
        const request = { connection, agent, own, base, edits, picks: [...picks] };
        const outcome = await runJob((job, channel) => commands.saveAgent(request, job, channel), {
          signal: stop.signal,
          onEvent,
        });
        settle(outcome, edits);
      } catch (error) {
        const gone = agent !== null && toError(error).code === "agentNotFound";
        setState(gone ? { kind: "gone" } : { kind: "failed", error });
      } finally {
        running.current = null;
      }
    },
    [connection, agent, own, settle],
  );

  return {
    state,
    save: () => void send(session.base, session.edits),
    stop: () => running.current?.abort(),
    savePicked: (picks) => {
      setState(idle);
      void send(session.base, session.edits, picks);
    },
    dismiss: () => setState(idle),
    createAgain: () => createFrom(session),
  };
}

/** Everything on screen that a new agent can be given. */
export function editsOfScreen(session: Pick<Session, "system" | "base" | "edits">): Edits {
  const document = apply(session.base, session.edits);
  const writable = fieldsOf(session.system)
    .filter(({ field }) => field.access !== "readOnly")
    .map(({ field }) => [field.pointer, readAt(document, field.pointer)] as const)
    .filter(([, value]) => !same(value, null));
  return Object.fromEntries(writable);
}

/** Replaces the draft of a new agent; whoever calls this has asked before, where there is one. */
function createFrom(session: Session): void {
  drafts.keep(session.connection, null, {}, editsOfScreen(session));
  createAgent(session.connection);
}
