/** Saving as a page sees it: what this window began, and what the core says runs or waits, also after a reload. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { ChangeKind, Edits, OpenChange, Pick as Picked, Stage } from "../bridge";
import { CallboardFailure } from "../bridge";
import { isRunning, openChanges, useOpenChangeOf } from "../changes";
import { tell } from "../notices";
import { drafts } from "../session/drafts";
import { apply, fieldsOf, readAt, same } from "../session/edits";
import { nameOnScreen } from "../session/names";
import type { Session } from "../session/useSession";
import { createAgent } from "../window/place";
import { type SaveState, saves, useSave } from "./saves";

export type { SaveState } from "./saves";

export interface Saving {
  readonly state: SaveState;
  /** How far the core is, while it saves. */
  readonly stage: Stage | "waits" | undefined;
  /** Whether it can be stopped from here. */
  readonly stoppable: boolean;
  /** Changes of this agent that were sent and that nobody knows of. */
  readonly sent: readonly OpenChange[];
  /** The same creation was sent and is not settled: it must not be sent again. */
  readonly blocked: boolean;
  /** Whether what has to be decided is on screen. */
  readonly shown: boolean;
  save(): void;
  stop(): void;
  /** Saves with what the admin picked; the core merges again. */
  savePicked(picks: readonly Picked[]): void;
  show(): void;
  hide(): void;
  /** Takes away how it ended. */
  dismiss(): void;
  /** Makes a new agent's draft of what is on screen. */
  createAgain(): void;
}

const saved: readonly ChangeKind[] = ["created", "updated"];

/** What the core says of the last save, where this window knows nothing of it: after a reload. */
function stateOf(change: OpenChange | undefined): SaveState {
  switch (change?.state.kind) {
    case "waiting":
    case "running":
      return { kind: "saving", waiting: false };
    case "conflicts":
      return { kind: "conflicts", fresh: change.state.fresh, conflicts: change.state.conflicts };
    case "refused":
      return { kind: "refused", findings: change.state.findings };
    case "failed":
      return { kind: "failed", error: new CallboardFailure(change.state.error) };
    default:
      return { kind: "idle" };
  }
}

export function useSaving(session: Session): Saving {
  const client = useQueryClient();
  const { connection, system, agent, own, base, edits } = session;
  const name = nameOnScreen(session);
  const kept = useSave(connection, agent);
  const open = useOpenChangeOf(connection, agent, name);
  const mine = open.filter(({ kind }) => saved.includes(kind));
  const last = mine.find(isRunning) ?? mine.at(-1);
  const state = kept.state.kind === "idle" ? stateOf(last) : kept.state;
  const sent = open.filter((change) => change.state.kind === "sent");
  const blocked = agent === null && sent.length > 0;

  const dismiss = () => {
    saves.forget(connection, agent);
    for (const { id, state } of mine) {
      if (state.kind === "conflicts" || state.kind === "refused" || state.kind === "failed") {
        void openChanges.dismiss(id).catch(tell.problem);
      }
    }
  };
  // What was refused is judged anew as soon as something is put right.
  const judged = useRef(edits);
  const refused = state.kind === "refused";
  // biome-ignore lint/correctness/useExhaustiveDependencies: the edits are the reason
  useEffect(() => {
    if (judged.current !== edits) {
      judged.current = edits;
      if (refused) {
        dismiss();
      }
    }
  }, [edits, refused]);

  const begin = (picks: readonly Picked[]) => {
    if (state.kind !== "saving" && !blocked) {
      void saves.begin(client, { connection, system, agent, own, base, edits, picks, name });
    }
  };
  return {
    state,
    stage:
      last?.state.kind === "running"
        ? last.state.stage
        : last?.state.kind === "waiting"
          ? "waits"
          : undefined,
    stoppable: kept.stop !== undefined || (last !== undefined && last.job !== null),
    sent,
    blocked,
    shown: kept.shown,
    save: () => begin([]),
    stop: () => {
      if (kept.stop !== undefined) {
        saves.stop(connection, agent);
      } else if (last !== undefined) {
        openChanges.stop(last);
      }
    },
    savePicked: begin,
    show: () => saves.show(connection, agent),
    hide: () => saves.hide(connection, agent),
    dismiss,
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
