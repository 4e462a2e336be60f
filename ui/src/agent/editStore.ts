/** The pages that are open, so that what was stored reaches the page of the agent that is open now, or else its draft. */
import type { AgentId, AgentRecord, ConnectionId, Edits } from "../bridge";
import { drafts } from "./drafts";
import { same } from "./edits";

interface EditStore {
  readonly dispatch: (action: {
    readonly kind: "saved";
    readonly record: AgentRecord;
    readonly sent: Edits;
  }) => void;
}

const open = new Map<string, EditStore>();
const key = (connection: ConnectionId, agent: AgentId | null) => JSON.stringify([connection, agent]);

export const liveSession = {
  open(connection: ConnectionId, agent: AgentId | null, store: EditStore): () => void {
    const each = key(connection, agent);
    open.set(each, store);
    return () => {
      if (open.get(each) === store) {
        open.delete(each);
      }
    };
  },
  /** What was sent is stored: it leaves the page that is open, or the draft; what was typed since stays. */
  saved(connection: ConnectionId, agent: AgentId | null, record: AgentRecord, sent: Edits): void {
    const store = open.get(key(connection, agent));
    if (store !== undefined) {
      store.dispatch({ kind: "saved", record, sent });
      return;
    }
    const draft = drafts.of(connection, agent);
    if (draft !== undefined) {
      const since = Object.entries(draft.edits).filter(
        ([pointer, value]) => !(pointer in sent) || !same(sent[pointer] ?? null, value),
      );
      drafts.keep(connection, agent, record.document, Object.fromEntries(since));
    }
  },
};
