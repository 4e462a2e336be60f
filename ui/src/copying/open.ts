/** The agent that is about to be copied: asked for from its page, its row and the palette. */
import { useSyncExternalStore } from "react";
import type { AgentId, ConnectionId } from "../bridge";

export interface CopySource {
  readonly connection: ConnectionId;
  readonly agent: AgentId;
  readonly name: string;
}

let source: CopySource | undefined;
const listeners = new Set<() => void>();

function set(next: CopySource | undefined): void {
  source = next;
  for (const tell of listeners) {
    tell();
  }
}

export function openCopy(next: CopySource): void {
  set(next);
}

export function closeCopy(): void {
  set(undefined);
}

export function useCopySource(): CopySource | undefined {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => source,
  );
}
