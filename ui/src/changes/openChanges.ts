/**
 * The changes that are not done with, as the core tells them. The core runs every change, whatever page is open: this is where a
 * page finds what runs, waits, or has to be decided.
 */
import { useMemo } from "react";
import {
  type AgentId,
  type ChangeId,
  type ConnectionId,
  commands,
  type OpenChange,
  runJob,
  stopJob,
  unwrap,
  type Verdict,
} from "../bridge";
import { createStore, useStore } from "../store/store";

type Hear = (gone: readonly OpenChange[], now: readonly OpenChange[]) => void;

const changes = createStore<readonly OpenChange[]>([]);
/** How many lists were heard: an answer that was overtaken by an event is older than what is known. */
let heard = 0;
/** What the admin said of changes that nobody else could tell about. */
const verdicts = new Map<ChangeId, Verdict>();

function take(next: readonly OpenChange[]): void {
  heard += 1;
  changes.set(next);
}

export const openChanges = {
  current: changes.get,
  take,
  /** Asks the core, for what may have been missed. */
  async refresh(): Promise<readonly OpenChange[]> {
    const before = heard;
    const answer = await unwrap(commands.openChanges());
    if (before === heard) {
      take(answer);
    }
    return changes.get();
  },
  /** Looks whether a change that was sent has been made. */
  async look(change: ChangeId, signal?: AbortSignal): Promise<void> {
    take(await runJob((job, channel) => commands.settleChange(change, job, channel), { signal }));
  },
  async decide(change: ChangeId, verdict: Verdict): Promise<void> {
    verdicts.set(change, verdict);
    take(await unwrap(commands.decideChange(change, verdict)));
  },
  /** Stops one that runs, whoever began it: also one from before the page was loaded anew. */
  stop(change: OpenChange): void {
    if (change.job !== null) {
      stopJob(change.job);
    }
  },
  verdictOn: (change: ChangeId): Verdict | undefined => verdicts.get(change),
  /** Takes one that ended off the list. */
  async dismiss(change: ChangeId): Promise<void> {
    await unwrap(commands.dismissChange(change));
    take(changes.get().filter(({ id }) => id !== change));
  },
  /** Told with each new list which changes are off it. */
  onMoved(hear: Hear): () => void {
    let before = changes.get();
    return changes.subscribe(() => {
      const now = changes.get();
      const left = new Set(now.map(({ id }) => id));
      const gone = before.filter(({ id }) => !left.has(id));
      before = now;
      hear(gone, now);
    });
  },
};

export function isRunning({ state }: OpenChange): boolean {
  return state.kind === "running" || state.kind === "waiting";
}

/** Whether the admin has to see or decide something. */
export function needsSomebody(change: OpenChange): boolean {
  return !isRunning(change);
}

/** Those of an agent; of a new one (none) the creations of its name, for it has no id yet. */
export function changesOfAgent(
  all: readonly OpenChange[],
  connection: ConnectionId,
  agent: AgentId | null,
  name: string,
): readonly OpenChange[] {
  return all.filter(
    (change) =>
      change.connection === connection &&
      (agent === null
        ? change.kind === "created" && change.agentName.trim() === name.trim()
        : change.agent === agent),
  );
}

export function useOpenChanges(): readonly OpenChange[] {
  return useStore(changes);
}

export function useOpenChangeOf(
  connection: ConnectionId,
  agent: AgentId | null,
  name: string,
): readonly OpenChange[] {
  const all = useOpenChanges();
  return useMemo(() => changesOfAgent(all, connection, agent, name), [all, connection, agent, name]);
}
