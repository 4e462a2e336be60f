/** The one shape of a value that several places of the window see: set from anywhere, drawn where it is used. */
import { useSyncExternalStore } from "react";

export interface Store<Value> {
  readonly get: () => Value;
  /** Whoever hears is told, unless the value is the one that was there. */
  readonly set: (next: Value) => void;
  readonly update: (to: (now: Value) => Value) => void;
  /** Answers how to stop hearing. */
  readonly subscribe: (hear: () => void) => () => void;
}

/** A store for those who may not set it. */
export type ReadableStore<Value> = Pick<Store<Value>, "get" | "subscribe">;

export function createStore<Value>(first: Value): Store<Value> {
  let value = first;
  const listeners = new Set<() => void>();
  const set = (next: Value) => {
    if (Object.is(next, value)) {
      return;
    }
    value = next;
    for (const hear of listeners) {
      hear();
    }
  };
  return {
    get: () => value,
    set,
    update: (to) => set(to(value)),
    subscribe: (hear) => {
      listeners.add(hear);
      return () => {
        listeners.delete(hear);
      };
    },
  };
}

/**
 * The value, or the part of it that `select` picks: the component is drawn again when that is another one. What `select` answers has
 * to be the same object for the same value.
 */
export function useStore<Value>(store: ReadableStore<Value>): Value;
export function useStore<Value, Part>(store: ReadableStore<Value>, select: (value: Value) => Part): Part;
export function useStore<Value>(
  store: ReadableStore<Value>,
  select: (value: Value) => unknown = (value) => value,
) {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

/** The map with an entry, or without it where there is no value. */
export function withEntry<Key, Value>(
  map: ReadonlyMap<Key, Value>,
  key: Key,
  value: Value | undefined,
): ReadonlyMap<Key, Value> {
  const next = new Map(map);
  if (value === undefined) {
    next.delete(key);
  } else {
    next.set(key, value);
  }
  return next;
}
