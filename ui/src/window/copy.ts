/** The agent that is about to be copied: asked for from its page, its row and the palette. */
import type { AgentId, ConnectionId } from "../bridge";
import { createStore, useStore } from "../store/store";

export interface CopySource {
  readonly connection: ConnectionId;
  readonly agent: AgentId;
  readonly name: string;
}

const source = createStore<CopySource | undefined>(undefined);

export const openCopy = (next: CopySource) => source.set(next);
export const closeCopy = () => source.set(undefined);
export const useCopySource = () => useStore(source);
