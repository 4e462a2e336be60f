/** One value that the whole window sees, such as which dialog is open: set from anywhere, drawn where it is used. */
import { useSyncExternalStore } from "react";

export interface Held<Value> {
  readonly get: () => Value;
  readonly set: (next: Value) => void;
  readonly subscribe: (tell: () => void) => () => void;
  readonly use: () => Value;
}

export function held<Value>(first: Value): Held<Value> {
  let value = first;
  const listeners = new Set<() => void>();
  const subscribe = (tell: () => void) => {
    listeners.add(tell);
    return () => {
      listeners.delete(tell);
    };
  };
  return {
    get: () => value,
    subscribe,
    set: (next) => {
      value = next;
      for (const tell of listeners) {
        tell();
      }
    },
    use: () => useSyncExternalStore(subscribe, () => value),
  };
}
