/**
 * Unsaved edits of every agent, in the window and on disk. The window's copy counts at once; the disk follows within a tenth of
 * a second, and before the window goes.
 */
import { useMemo } from "react";
import type { JsonValue } from "../bridge";
import {
  type AgentId,
  askOnBase,
  type ConnectionId,
  commands,
  type Draft,
  type Edits,
  unwrap,
} from "../bridge";
import { agentKey } from "../bridge/agentKey";
import { text } from "../i18n";
import { createStore, type ReadableStore, useStore, withEntry } from "../store/store";
import { leaving } from "../window/leaving";
import { afterSave } from "./edits";
import { keepBeforeLeaving, paced } from "./keeping";

export interface Drafts {
  /** Takes up what the core kept, once; what was edited since is newer and stays. */
  seed(kept: readonly Draft[]): void;
  of(connection: ConnectionId, agent: AgentId | null): Draft | undefined;
  keep(connection: ConnectionId, agent: AgentId | null, base: JsonValue, edits: Edits): void;
  /**
   * What was sent is stored and was read back as `fresh`: it leaves the draft, here and on disk. The core forgets the whole draft
   * with a save, so that what was typed since is written again.
   */
  saved(connection: ConnectionId, agent: AgentId | null, sent: Edits, fresh: JsonValue): void;
  /** Forgets it here; the core forgets it, too, unless it has already. */
  discard(connection: ConnectionId, agent: AgentId | null): Promise<void>;
  /** Every draft there is. */
  all(): readonly Draft[];
  /** What the core kept takes the place of all drafts of a connection that leads elsewhere now. */
  replace(connection: ConnectionId, kept: readonly Draft[]): void;
  /** Puts everything on disk that is not there yet. */
  flush(): Promise<void>;
  /** Whether everything is on disk. */
  allKept(): boolean;
  /** What went wrong when a draft was last kept. */
  readonly failure: ReadableStore<unknown>;
  /** The drafts by `agentKey`. */
  readonly known: ReadableStore<ReadonlyMap<string, Draft>>;
}

interface Keeper {
  keep(draft: Draft): Promise<unknown>;
  discard(connection: ConnectionId, agent: AgentId | null): Promise<unknown>;
}

export function createDrafts(keeper: Keeper): Drafts {
  const known = createStore<ReadonlyMap<string, Draft>>(new Map());
  const failure = createStore<unknown>(undefined);
  const unkept = new Set<string>();
  const seeded = new WeakSet<readonly Draft[]>();
  // One write after the other: an older draft must never overtake a newer one.
  let writing: Promise<void> = Promise.resolve();
  let writes = 0;

  const put = (each: string, draft: Draft | undefined) => known.update((all) => withEntry(all, each, draft));
  const inTurn = (write: () => Promise<unknown>): Promise<void> => {
    writes += 1;
    writing = writing.then(write).then(
      () => {
        writes -= 1;
        failure.set(undefined);
      },
      (error: unknown) => {
        writes -= 1;
        failure.set(error);
      },
    );
    return writing;
  };
  const flush = (): Promise<void> => {
    pace.now();
    for (const each of unkept) {
      const draft = known.get().get(each);
      if (draft !== undefined) {
        void inTurn(() =>
          keeper.keep(draft).catch((error: unknown) => {
            // Tried again with the next one, and before the window closes.
            unkept.add(each);
            throw error;
          }),
        );
      }
    }
    unkept.clear();
    return writing;
  };
  const pace = paced(() => void flush());
  const keep: Drafts["keep"] = (connection, agent, base, edits) => {
    const each = agentKey(connection, agent);
    const draft = { connection, agent, base, edits, updatedAt: new Date().toISOString() };
    if (Object.keys(edits).length === 0) {
      unkept.delete(each);
      if (known.get().has(each)) {
        put(each, undefined);
        void inTurn(() => keeper.discard(connection, agent));
      }
      return;
    }
    unkept.add(each);
    pace.soon();
    put(each, draft);
  };
  return {
    seed: (kept) => {
      if (seeded.has(kept)) {
        return;
      }
      seeded.add(kept);
      for (const draft of kept) {
        const each = agentKey(draft.connection, draft.agent);
        if (!known.get().has(each) && Object.keys(draft.edits).length > 0) {
          put(each, draft);
        }
      }
    },
    of: (connection, agent) => known.get().get(agentKey(connection, agent)),
    keep,
    saved: (connection, agent, sent, fresh) => {
      const draft = known.get().get(agentKey(connection, agent));
      if (draft !== undefined) {
        const after = afterSave(draft, sent, fresh);
        keep(connection, agent, after.base, after.edits);
      }
    },
    discard: (connection, agent) => {
      const each = agentKey(connection, agent);
      unkept.delete(each);
      put(each, undefined);
      return inTurn(() => keeper.discard(connection, agent));
    },
    all: () => [...known.get().values()],
    replace: (connection, kept) => {
      const others = [...known.get()].filter(([, draft]) => draft.connection !== connection);
      const now = new Map(others);
      for (const each of known.get().keys()) {
        if (!now.has(each)) {
          unkept.delete(each);
        }
      }
      for (const draft of kept.filter((each) => each.connection === connection)) {
        now.set(agentKey(draft.connection, draft.agent), draft);
      }
      known.set(now);
    },
    flush,
    allKept: () => unkept.size === 0 && writes === 0 && failure.get() === undefined,
    failure,
    known,
  };
}

export const drafts = createDrafts({
  keep: ({ connection, agent, base, edits }) =>
    askOnBase({ connection, agent }, base, (id) =>
      unwrap(commands.keepDraft({ connection, agent, base: id, edits })),
    ),
  discard: (connection, agent) => unwrap(commands.discardDraft(connection, agent)),
});

keepBeforeLeaving(drafts.flush);
leaving.register({
  keep: drafts.flush,
  what: () => (drafts.allKept() ? undefined : text("closing.drafts")),
});

/** Whether an agent (none for a new one) has unsaved edits: for the dot in lists. */
export function useHasDraft(connection: ConnectionId, agent: AgentId | null): boolean {
  return useStore(drafts.known, (known) => known.has(agentKey(connection, agent)));
}

/** The drafts of a connection's agents. */
export function useDraftsOf(connection: ConnectionId): readonly Draft[] {
  const known = useStore(drafts.known);
  return useMemo(
    () => [...known.values()].filter((draft) => draft.connection === connection),
    [known, connection],
  );
}

/** What went wrong when a draft was last kept, if anything. */
export function useDraftFailure(): unknown {
  return useStore(drafts.failure);
}
