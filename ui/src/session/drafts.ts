/**
 * Unsaved edits of every agent, in the window and on disk. The window's copy counts at once; the disk follows within a quarter of
 * a second, and before the window goes.
 */
import { useSyncExternalStore } from "react";
import type { JsonValue } from "../bridge";
import { type AgentId, type ConnectionId, commands, type Draft, type Edits, unwrap } from "../bridge";
import { text } from "../i18n";
import { useStartUp } from "../start/startUp";
import { leaving } from "../window/leaving";
import { afterSave } from "./edits";

/** How long an edit may be in the window alone, in milliseconds. */
export const keptWithin = 250;

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
  failure(): unknown;
  subscribe(tell: () => void): () => void;
}

interface Keeper {
  keep(draft: Draft): Promise<unknown>;
  discard(connection: ConnectionId, agent: AgentId | null): Promise<unknown>;
}

const key = (connection: ConnectionId, agent: AgentId | null) => JSON.stringify([connection, agent]);

export function createDrafts(keeper: Keeper): Drafts {
  const known = new Map<string, Draft>();
  const unkept = new Set<string>();
  const seeded = new WeakSet<readonly Draft[]>();
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failure: unknown;
  // One write after the other: an older draft must never overtake a newer one.
  let writing: Promise<void> = Promise.resolve();
  let writes = 0;

  const tellAll = () => {
    for (const tell of listeners) {
      tell();
    }
  };
  const inTurn = (write: () => Promise<unknown>): Promise<void> => {
    writes += 1;
    writing = writing.then(write).then(
      () => {
        writes -= 1;
        if (failure !== undefined) {
          failure = undefined;
          tellAll();
        }
      },
      (error: unknown) => {
        writes -= 1;
        failure = error;
        tellAll();
      },
    );
    return writing;
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    for (const each of unkept) {
      const draft = known.get(each);
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
  const keep: Drafts["keep"] = (connection, agent, base, edits) => {
    const each = key(connection, agent);
    const draft = { connection, agent, base, edits, updatedAt: new Date().toISOString() };
    if (Object.keys(edits).length === 0) {
      unkept.delete(each);
      if (known.delete(each)) {
        void inTurn(() => keeper.discard(connection, agent));
        tellAll();
      }
      return;
    }
    known.set(each, draft);
    unkept.add(each);
    timer ??= setTimeout(() => void flush(), keptWithin);
    tellAll();
  };
  return {
    seed: (kept) => {
      if (seeded.has(kept)) {
        return;
      }
      seeded.add(kept);
      for (const draft of kept) {
        const each = key(draft.connection, draft.agent);
        if (!known.has(each) && Object.keys(draft.edits).length > 0) {
          known.set(each, draft);
        }
      }
    },
    of: (connection, agent) => known.get(key(connection, agent)),
    keep,
    saved: (connection, agent, sent, fresh) => {
      const draft = known.get(key(connection, agent));
      if (draft !== undefined) {
        const after = afterSave(draft, sent, fresh);
        keep(connection, agent, after.base, after.edits);
      }
    },
    discard: (connection, agent) => {
      const each = key(connection, agent);
      known.delete(each);
      unkept.delete(each);
      tellAll();
      return inTurn(() => keeper.discard(connection, agent));
    },
    all: () => [...known.values()],
    replace: (connection, kept) => {
      for (const [each, draft] of known) {
        if (draft.connection === connection) {
          known.delete(each);
          unkept.delete(each);
        }
      }
      for (const draft of kept.filter((each) => each.connection === connection)) {
        known.set(key(draft.connection, draft.agent), draft);
      }
      tellAll();
    },
    flush,
    allKept: () => unkept.size === 0 && writes === 0 && failure === undefined,
    failure: () => failure,
    subscribe: (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
  };
}

export const drafts = createDrafts({
  keep: (draft) => unwrap(commands.keepDraft(draft)),
  discard: (connection, agent) => unwrap(commands.discardDraft(connection, agent)),
});

window.addEventListener("pagehide", () => void drafts.flush());
leaving.register({
  keep: drafts.flush,
  what: () => (drafts.allKept() ? undefined : text("closing.drafts")),
});

/** Whether an agent (none for a new one) has unsaved edits: for the dot in lists. */
export function useHasDraft(connection: ConnectionId, agent: AgentId | null): boolean {
  drafts.seed(useStartUp().drafts);
  return useSyncExternalStore(drafts.subscribe, () => drafts.of(connection, agent) !== undefined);
}

/** The drafts of a connection's agents. */
export function useDraftsOf(connection: ConnectionId): readonly Draft[] {
  drafts.seed(useStartUp().drafts);
  const names = useSyncExternalStore(drafts.subscribe, () =>
    JSON.stringify(drafts.all().flatMap((draft) => (draft.connection === connection ? [draft.agent] : []))),
  );
  return (JSON.parse(names) as (AgentId | null)[]).flatMap((agent) => drafts.of(connection, agent) ?? []);
}

/** What went wrong when a draft was last kept, if anything. */
export function useDraftFailure(): unknown {
  return useSyncExternalStore(drafts.subscribe, drafts.failure);
}
