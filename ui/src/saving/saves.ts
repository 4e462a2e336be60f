/**
 * Saving, agent by agent: it belongs to the core and to this store, not to a page. A page can be left, and another one opened,
 * while it runs; what became of it is told once, reaches the page or the draft, and waits here where somebody has to decide.
 */
import type { QueryClient } from "@tanstack/react-query";
import { nameOf } from "../agents/words";
import {
  type AgentId,
  type AgentRecord,
  askOnBase,
  type Conflict,
  type ConnectionId,
  commands,
  type Edits,
  type Finding,
  type JobEvent,
  type JsonValue,
  type Pick,
  runJob,
  type SaveOutcome,
  type SaveTarget,
  type SystemDescription,
} from "../bridge";
import { agentKey } from "../bridge/agentKey";
import { openChanges } from "../changes";
import { describeError, toError } from "../errors";
import { text } from "../i18n";
import { tell } from "../notices";
import { drafts } from "../session/drafts";
import { liveSession } from "../session/editStore";
import { same } from "../session/edits";
import { keepRecord } from "../session/records";
import { createStore, useStore, withEntry } from "../store/store";
import { newAgent, openAgent, openAgentOf, whereWeAre } from "../window/place";
import { leaveFailure } from "./arrival";
import { saySaved, saySent } from "./outcome";

export type SaveState =
  | { readonly kind: "idle" }
  | { readonly kind: "saving"; readonly waiting: boolean }
  | { readonly kind: "failed"; readonly error: unknown }
  /** The agent is not there any more. */
  | { readonly kind: "gone" }
  | { readonly kind: "conflicts"; readonly fresh: AgentRecord; readonly conflicts: readonly Conflict[] }
  | { readonly kind: "refused"; readonly findings: readonly Finding[] };

/** What is to be saved, and where. */
export interface Save {
  readonly connection: ConnectionId;
  readonly system: SystemDescription;
  /** None while the agent is not created yet. */
  readonly agent: AgentId | null;
  readonly own: boolean;
  readonly base: JsonValue;
  readonly edits: Edits;
  readonly picks: readonly Pick[];
  /** What the agent is called on screen. */
  readonly name: string;
}

interface Kept {
  readonly state: SaveState;
  readonly stop?: AbortController;
  /** Whether what has to be decided is on screen. */
  readonly shown: boolean;
}

const idle: Kept = { state: { kind: "idle" }, shown: false };
const all = createStore<ReadonlyMap<string, Kept>>(new Map());
const of = (connection: ConnectionId, agent: AgentId | null): Kept =>
  all.get().get(agentKey(connection, agent)) ?? idle;

function put(connection: ConnectionId, agent: AgentId | null, part: Partial<Kept>): void {
  all.update((now) => withEntry(now, agentKey(connection, agent), { ...of(connection, agent), ...part }));
}

/** Whether the admin is on this agent's page, or on the form of a new one. */
function isHere(connection: ConnectionId, agent: AgentId | null): boolean {
  const place = whereWeAre();
  const opened = openAgentOf(place);
  return (
    (opened?.connection === connection && opened.agent === (agent ?? newAgent)) ||
    // The page of one's own agent names no agent.
    (place.screen === "me" && place.connection === connection && agent !== null)
  );
}

const toPage = (connection: ConnectionId, agent: AgentId | null) => ({
  label: text("changes.open"),
  run: () => {
    saves.show(connection, agent);
    openAgent(connection, agent ?? newAgent);
  },
});

function settle(client: QueryClient, save: Save, outcome: SaveOutcome): void {
  const { connection, agent, name } = save;
  const here = isHere(connection, agent);
  const become = (state: SaveState) => put(connection, agent, { state, shown: here });
  const wait = (meaning: "changes.conflictsWait" | "changes.refusedWait") => {
    if (!here) {
      tell.information(
        text("changes.endedTitle", { name: nameOf({ name }) }),
        text(meaning),
        toPage(connection, agent),
      );
    }
  };
  switch (outcome.kind) {
    case "saved":
      become(idle.state);
      stored(client, save, outcome.record);
      saySaved(client, save, outcome, agent === null && here ? undefined : outcome.record.id);
      if (agent === null && here) {
        openAgent(connection, outcome.record.id);
      }
      return;
    case "partlyCreated": {
      const { record, remaining, error } = outcome;
      become(idle.state);
      keepRecord(client, record);
      forgetSent(save);
      drafts.keep(connection, record.id, record.document, remaining);
      leaveFailure(connection, record.id, error);
      if (here) {
        openAgent(connection, record.id);
      } else {
        const words = text("agent.partlyCreated", { name: nameOf(record.summary) });
        tell.information(text("agent.created", { name: nameOf(record.summary) }), words, {
          label: text("changes.open"),
          run: () => openAgent(connection, record.id),
        });
      }
      return;
    }
    case "conflicts":
      become({ kind: "conflicts", fresh: outcome.fresh, conflicts: outcome.conflicts });
      wait("changes.conflictsWait");
      return;
    case "refused":
      become({ kind: "refused", findings: outcome.findings });
      wait("changes.refusedWait");
      return;
    case "sent":
      become(idle.state);
      void saySent(outcome.change, { kind: agent === null ? "created" : "updated", name });
      return;
    case "deleted":
    case "done":
      become(idle.state);
  }
}

/** What was sent leaves the page that is open, or the draft; what was typed since stays. */
function stored(client: QueryClient, save: Save, record: AgentRecord): void {
  if (save.agent === null) {
    forgetSent(save);
  } else {
    liveSession.saved(save.connection, save.agent, record, save.edits);
  }
  keepRecord(client, record);
}

/** The draft of a new agent goes, unless it has become another one meanwhile. */
function forgetSent({ connection, edits }: Save): void {
  const draft = drafts.of(connection, null);
  if (draft !== undefined && same(draft.edits, edits)) {
    void drafts.discard(connection, null);
  }
}

function failed({ connection, agent, name }: Save, error: unknown): void {
  const { code } = toError(error);
  const here = isHere(connection, agent);
  const gone = agent !== null && code === "agentNotFound";
  put(connection, agent, { state: gone ? { kind: "gone" } : { kind: "failed", error }, shown: here });
  if (!here) {
    const { title, done } = describeError(error);
    tell.information(
      text("changes.notSaved", { name: nameOf({ name }) }),
      [`${title}.`, done].filter((part) => part !== undefined).join(" "),
      toPage(connection, agent),
    );
  }
}

function targetOf(agent: AgentId | null, own: boolean): SaveTarget {
  if (agent === null) {
    return { kind: "new" };
  }
  return { kind: own ? "own" : "agent", agent };
}

export const saves = {
  of,
  /** Sends it, unless this agent is being saved already. Where the page is meanwhile does not matter. */
  async begin(client: QueryClient, save: Save): Promise<void> {
    const { connection, agent, own, base, edits, picks } = save;
    if (of(connection, agent).state.kind === "saving" || Object.keys(edits).length === 0) {
      return;
    }
    const stop = new AbortController();
    const saving = (waiting: boolean) => put(connection, agent, { state: { kind: "saving", waiting } });
    put(connection, agent, { stop, shown: false });
    saving(false);
    try {
      // On disk before it is on its way: whatever happens meanwhile, nothing typed is lost.
      await drafts.flush();
      const outcome = await askOnBase({ connection, agent }, base, (id) => {
        const request = { connection, target: targetOf(agent, own), base: id, edits, picks: [...picks] };
        return runJob((job, channel) => commands.saveAgent(request, job, channel), {
          signal: stop.signal,
          onEvent: (event: JobEvent) => saving(event.kind === "waiting"),
        });
      });
      put(connection, agent, { stop: undefined });
      settle(client, save, outcome);
    } catch (error) {
      put(connection, agent, { stop: undefined });
      failed(save, error);
    }
    // What waits or is not known yet stands in the core's list.
    await openChanges.refresh().catch(() => undefined);
  },
  stop(connection: ConnectionId, agent: AgentId | null): void {
    of(connection, agent).stop?.abort();
  },
  /** Brings what has to be decided on screen. */
  show(connection: ConnectionId, agent: AgentId | null): void {
    put(connection, agent, { shown: true });
  },
  hide(connection: ConnectionId, agent: AgentId | null): void {
    put(connection, agent, { shown: false });
  },
  /** Forgets how it ended; one that runs goes on. */
  forget(connection: ConnectionId, agent: AgentId | null): void {
    if (of(connection, agent).state.kind !== "saving") {
      put(connection, agent, { state: idle.state, shown: false });
    }
  },
};

export function useSave(connection: ConnectionId, agent: AgentId | null): Kept {
  return useStore(all, () => of(connection, agent));
}
