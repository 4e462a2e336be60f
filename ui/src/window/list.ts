/** Whether the list is folded away on a narrow window. */
import { useSyncExternalStore } from "react";

let folded = true;
const listeners = new Set<() => void>();

export function foldList(next: boolean): void {
  folded = next;
  for (const tell of listeners) {
    tell();
  }
}

export function useListFolded(): boolean {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => folded,
  );
}
