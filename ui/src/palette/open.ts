/** Whether the palette is open: asked for by a key and from the list's search field. */
import { useSyncExternalStore } from "react";

let opened = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  opened = next;
  for (const tell of listeners) {
    tell();
  }
}

export const openPalette = () => set(true);
export const closePalette = () => set(false);

export function usePalette(): boolean {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => opened,
  );
}
