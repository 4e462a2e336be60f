/**
 * What is typed and is no value yet: JSON that breaks off, "1.", a keyword without Enter. It is no edit, so that nothing half-typed can
 * be saved as something else; it lives here, so that it is still there when somebody comes back to the section, and on disk within a
 * tenth of a second, but for what may hold a secret.
 */
import { useMemo } from "react";
import type { AgentId, ConnectionId, Finding, Pointer, UnfinishedTexts } from "../bridge";
import { commands, unwrap } from "../bridge";
import { agentKey } from "../bridge/agentKey";
import { text } from "../i18n";
import { createStore, useStore, withEntry } from "../store/store";
import { leaving } from "../window/leaving";
import { liesWithin } from "./edits";
import { keepBeforeLeaving, paced } from "./keeping";

export interface Unfinished {
  readonly text: string;
  /** What is wrong with it. */
  readonly code: Finding["code"];
  readonly context: Readonly<Record<string, string>>;
  /** Somebody is in the field: what is wrong with it is said once they leave it. */
  readonly typing?: boolean;
}

type Texts = ReadonlyMap<Pointer, Unfinished>;

const none: Texts = new Map();
const agents = createStore<ReadonlyMap<string, Texts>>(new Map());

const unkept = new Map<string, readonly [ConnectionId, AgentId | null]>();
/** How many texts of an agent are not kept because a secret may be in them. */
const leftOut = new Map<string, number>();
const seeded = new WeakSet<readonly UnfinishedTexts[]>();
// One write after the other: an older text must never overtake a newer one.
let writing: Promise<void> = Promise.resolve();

async function write(connection: ConnectionId, agent: AgentId | null): Promise<void> {
  const each = agentKey(connection, agent);
  // The texts as they are now: those of the timer may be older.
  const texts = Object.fromEntries(unfinished.of(connection, agent));
  try {
    const skipped = await unwrap(commands.keepUnfinished({ connection, agent, texts }));
    leftOut.set(each, skipped.length);
  } catch {
    // Closing asks about what is not kept; until then it is here.
    unkept.set(each, [connection, agent]);
  }
}

const pace = paced(() => void flush());

function flush(): Promise<void> {
  pace.now();
  const due = [...unkept.values()];
  unkept.clear();
  for (const [connection, agent] of due) {
    writing = writing.then(() => write(connection, agent));
  }
  return writing;
}

/** What closing the window would lose, in words. */
function whatIsLost(): string | undefined {
  if ([...unkept.keys()].some((each) => agents.get().has(each))) {
    return text("closing.halfTypedFailed");
  }
  const count = [...leftOut.values()].reduce((sum, each) => sum + each, 0);
  return count > 0 ? text("closing.halfTyped", { count }) : undefined;
}

function put(connection: ConnectionId, agent: AgentId | null, texts: Texts): void {
  const each = agentKey(connection, agent);
  unkept.set(each, [connection, agent]);
  pace.soon();
  agents.update((all) => withEntry(all, each, texts.size === 0 ? undefined : texts));
}

export const unfinished = {
  /** Takes up what the core kept, once; what was typed since is newer and stays. */
  seed(kept: readonly UnfinishedTexts[]): void {
    if (seeded.has(kept)) {
      return;
    }
    seeded.add(kept);
    for (const { connection, agent, texts } of kept) {
      const each = agentKey(connection, agent);
      if (!agents.get().has(each) && !unkept.has(each)) {
        agents.update((all) => withEntry(all, each, new Map(Object.entries(texts))));
      }
    }
  },
  /** What the core kept takes the place of all texts of a connection that leads elsewhere now. */
  replace(connection: ConnectionId, kept: readonly UnfinishedTexts[]): void {
    const isOwn = (each: string) => (JSON.parse(each) as [ConnectionId, AgentId | null])[0] === connection;
    for (const map of [unkept, leftOut]) {
      for (const each of [...map.keys()].filter(isOwn)) {
        map.delete(each);
      }
    }
    const here = kept.filter((each) => each.connection === connection);
    const texts = here.map(
      (each) => [agentKey(connection, each.agent), new Map(Object.entries(each.texts))] as const,
    );
    agents.update((all) => new Map<string, Texts>([...[...all].filter(([each]) => !isOwn(each)), ...texts]));
  },
  /** Puts everything on disk that is not there yet. */
  flush,
  of: (connection: ConnectionId, agent: AgentId | null): Texts =>
    agents.get().get(agentKey(connection, agent)) ?? none,
  keep(connection: ConnectionId, agent: AgentId | null, pointer: Pointer, typed: Unfinished): void {
    put(connection, agent, new Map([...this.of(connection, agent), [pointer, typed]]));
  },
  /** Back comes what was forgotten, unless something newer stands in its place. */
  restore(connection: ConnectionId, agent: AgentId | null, texts: Texts): void {
    put(connection, agent, new Map([...texts, ...this.of(connection, agent)]));
  },
  /** Nobody is in the field any more. */
  leave(connection: ConnectionId, agent: AgentId | null, pointer: Pointer): void {
    const typed = this.of(connection, agent).get(pointer);
    if (typed?.typing) {
      this.keep(connection, agent, pointer, { ...typed, typing: false });
    }
  },
  /** Forgets what is typed at a place and inside it. */
  forget(connection: ConnectionId, agent: AgentId | null, pointer: Pointer): void {
    const texts = this.of(connection, agent);
    const left = [...texts].filter(([each]) => !liesWithin(each, pointer));
    if (left.length < texts.size) {
      put(connection, agent, new Map(left));
    }
  },
  /** The records of a list have moved: `from[at]` says where the one that is now at `at` was; none for a new one. */
  follow(
    connection: ConnectionId,
    agent: AgentId | null,
    list: Pointer,
    from: readonly (number | null)[],
  ): void {
    const texts = this.of(connection, agent);
    const moved = [...texts].flatMap(([pointer, typed]): [Pointer, Unfinished][] => {
      if (!liesWithin(pointer, list) || pointer === list) {
        return [[pointer, typed]];
      }
      const [was, ...rest] = pointer.slice(list.length + 1).split("/");
      const at = from.indexOf(Number(was));
      return at < 0 ? [] : [[[`${list}/${at}`, ...rest].join("/"), typed]];
    });
    if (texts.size > 0) {
      put(connection, agent, new Map(moved));
    }
  },
};

export function useUnfinished(connection: ConnectionId, agent: AgentId | null): Texts {
  return useStore(agents, () => unfinished.of(connection, agent));
}

/** What is half typed at a place. */
export function useUnfinishedAt(
  connection: ConnectionId,
  agent: AgentId | null,
  place: Pointer,
): Unfinished | undefined {
  return useStore(agents, () => unfinished.of(connection, agent).get(place));
}

/** Whether something is half typed at a place or inside it. */
export function useIsUnfinished(connection: ConnectionId, agent: AgentId | null, place: Pointer): boolean {
  return useStore(agents, () =>
    [...unfinished.of(connection, agent).keys()].some((each) => liesWithin(each, place)),
  );
}

const whileTyping = "typing";

/** Whether a finding is about what somebody is typing at this moment. It stands in the way of saving, but is not said yet. */
export function isTyping(finding: Finding): boolean {
  return finding.context[whileTyping] !== undefined;
}

/** What stands in the way of saving because of it. */
export function useUnfinishedFindings(connection: ConnectionId, agent: AgentId | null): readonly Finding[] {
  const texts = useUnfinished(connection, agent);
  return useMemo(
    () =>
      [...texts].map(([pointer, { code, context, typing }]) => ({
        pointer,
        code,
        severity: "error",
        context: { ...context, ...(typing ? { [whileTyping]: "yes" } : {}) },
      })),
    [texts],
  );
}

keepBeforeLeaving(flush);
leaving.register({ keep: flush, what: whatIsLost });
