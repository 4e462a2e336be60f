/**
 * The edits of an agent while its page is open, outside of what React has drawn: an edit that arrives late acts on the newest
 * state, and one that arrives after the page was left goes to the page that is open now, or to the draft.
 */

import type { AgentId, AgentRecord, ConnectionId, Edits, JsonValue, Pointer } from "../bridge";
import { agentKey } from "../bridge/agentKey";
import { createStore, type ReadableStore } from "../store/store";
import { drafts } from "./drafts";
import { type EditAction, type EditState, reduceEdits, valueAt } from "./editState";
import { withEdit } from "./edits";

export interface EditStore {
  readonly state: ReadableStore<EditState>;
  readonly dispatch: (action: EditAction) => void;
  /** A newer record goes below the edits; one that was seen already changes nothing. */
  readonly takeUp: (given: AgentRecord | null) => void;
}

export function createEditStore(first: EditState, given: AgentRecord | null): EditStore {
  const state = createStore(first);
  let seen = given;
  const dispatch = (action: EditAction) => state.update((now) => reduceEdits(now, action));
  return {
    state,
    dispatch,
    takeUp: (record) => {
      if (record !== seen) {
        seen = record;
        if (record !== null) {
          dispatch({ kind: "record", record });
        }
      }
    },
  };
}

const open = new Map<string, EditStore>();

export const liveSession = {
  open(connection: ConnectionId, agent: AgentId | null, store: EditStore): () => void {
    const each = agentKey(connection, agent);
    open.set(each, store);
    return () => {
      if (open.get(each) === store) {
        open.delete(each);
      }
    };
  },
  /** `mine` is the page that asks. The one that is open now counts; where none is, the draft goes on. */
  edit(
    connection: ConnectionId,
    agent: AgentId | null,
    mine: EditStore,
    pointer: Pointer,
    to: (now: JsonValue) => JsonValue,
  ): void {
    const store = open.get(agentKey(connection, agent));
    if (store !== undefined) {
      store.dispatch({ kind: "change", pointer, to });
      return;
    }
    const { base, edits } = drafts.of(connection, agent) ?? { base: mine.state.get().base, edits: {} };
    const value = to(valueAt({ base, edits }, pointer));
    drafts.keep(connection, agent, base, withEdit(base, edits, pointer, value));
  },
  /** What was sent is stored: it leaves the page that is open, or the draft; what was typed since stays. */
  saved(connection: ConnectionId, agent: AgentId | null, record: AgentRecord, sent: Edits): void {
    const store = open.get(agentKey(connection, agent));
    if (store !== undefined) {
      store.dispatch({ kind: "saved", record, sent });
      return;
    }
    drafts.saved(connection, agent, sent, record.document);
  },
};
