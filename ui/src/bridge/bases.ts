/**
 * The documents that edits began from. The core holds each under a number, so that a pause of the typing sends the edits and not the
 * agent; of a document that follows another only the members that changed cross.
 */

import { agentKey } from "./agentKey";
import type { Value as JsonValue } from "./bindings";
import { type AgentId, type Base, type BaseId, type ConnectionId, commands } from "./bindings";
import { unwrap } from "./failure";
import { isMembers } from "./members";

interface Held {
  readonly document: JsonValue;
  readonly id: Promise<BaseId>;
}

/** Most pages whose last document is remembered. */
const most = 16;
/** Of each agent, the document that was held last; the agent used last at the end. */
const lastOf = new Map<string, Held>();

/** What of a document is other than in the one before; the whole of it where nothing else would do. */
export function changedBase(before: JsonValue, from: BaseId, document: JsonValue): Base {
  if (!isMembers(before) || !isMembers(document)) {
    return { kind: "whole", document };
  }
  const other = Object.entries(document).filter(
    ([name, value]) =>
      !Object.hasOwn(before, name) ||
      (before[name] !== value && JSON.stringify(before[name]) !== JSON.stringify(value)),
  );
  const gone = Object.keys(before).filter((name) => !Object.hasOwn(document, name));
  return { kind: "changed", from, members: Object.fromEntries(other), gone };
}

async function hold(document: JsonValue, before: Held | undefined): Promise<BaseId> {
  // One that failed was told where it was asked for.
  const from = await before?.id.catch(() => undefined);
  const made =
    from === undefined || before === undefined
      ? null
      : await unwrap(commands.holdBase(changedBase(before.document, from, document)));
  const id = made ?? (await unwrap(commands.holdBase({ kind: "whole", document })));
  if (id === null) {
    throw new Error("the core does not hold a document");
  }
  return id;
}

function held(key: string, document: JsonValue, anew: boolean): Promise<BaseId> {
  const before = lastOf.get(key);
  if (!anew && before?.document === document) {
    return before.id;
  }
  const each = { document, id: hold(document, anew ? undefined : before) };
  lastOf.delete(key);
  lastOf.set(key, each);
  for (const [oldest] of lastOf) {
    if (lastOf.size <= most) {
      break;
    }
    lastOf.delete(oldest);
  }
  // What failed is tried again the next time.
  each.id.catch(() => {
    if (lastOf.get(key) === each) {
      lastOf.delete(key);
    }
  });
  return each.id;
}

/**
 * Asks the core something about edits of an agent that began from `base`. `ask` gets the number the document is held under, and
 * answers null (or false) where it is not held any more; it is then held anew and asked once more.
 */
export async function askOnBase<Answer>(
  of: { readonly connection: ConnectionId; readonly agent: AgentId | null },
  base: JsonValue,
  ask: (base: BaseId) => Promise<Answer | null | false>,
): Promise<Answer> {
  const key = agentKey(of.connection, of.agent);
  for (const anew of [false, true]) {
    const answer = await ask(await held(key, base, anew));
    if (answer !== null && answer !== false) {
      return answer;
    }
  }
  throw new Error("the core does not hold a document");
}
