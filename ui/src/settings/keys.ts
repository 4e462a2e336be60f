/** The sheet of keys: opened from anywhere. */
import { useSyncExternalStore } from "react";

let opened = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  opened = next;
  for (const tell of listeners) {
    tell();
  }
}
export const openKeysSheet = () => set(true);
export const closeKeysSheet = () => set(false);

export function useKeysSheet(): boolean {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => opened,
  );
}
