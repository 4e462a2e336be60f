/** Undo and redo within an editor: a pure reducer over values that never change. */

export interface History<Value> {
  readonly past: readonly Value[];
  readonly present: Value;
  readonly future: readonly Value[];
  /** The gesture the present came from; more of the same gesture do not make more steps. */
  readonly gesture?: string | undefined;
}

export type HistoryAction<Value> =
  /** A change. With the name of a gesture, such as a key held down on Monday's end, repeated ones are one step. */
  | { readonly kind: "change"; readonly value: Value; readonly gesture?: string }
  /** The gesture is over: the next one is a step of its own. */
  | { readonly kind: "rest" }
  | { readonly kind: "undo" }
  | { readonly kind: "redo" }
  /** What is edited became another thing: nothing of before can be undone. */
  | { readonly kind: "begin"; readonly value: Value };

/** Steps that are remembered. */
export const mostSteps = 100;

export function newHistory<Value>(value: Value): History<Value> {
  return { past: [], present: value, future: [] };
}

/** A reducer for `useReducer`; `same` tells whether two values are no change. */
export function historyReducer<Value>(same: (a: Value, b: Value) => boolean) {
  return (history: History<Value>, action: HistoryAction<Value>): History<Value> => {
    const { past, present, future } = history;
    switch (action.kind) {
      case "begin":
        return newHistory(action.value);
      case "rest":
        return history.gesture === undefined ? history : { past, present, future };
      case "change": {
        if (same(present, action.value)) {
          return history;
        }
        const goesOn = action.gesture !== undefined && action.gesture === history.gesture;
        return {
          past: goesOn ? past : [...past, present].slice(-mostSteps),
          present: action.value,
          future: [],
          gesture: action.gesture,
        };
      }
      case "undo": {
        const last = past.at(-1);
        return last === undefined
          ? history
          : { past: past.slice(0, -1), present: last, future: [present, ...future] };
      }
      case "redo": {
        const [next, ...later] = future;
        return next === undefined ? history : { past: [...past, present], present: next, future: later };
      }
    }
  };
}
