/** Undo and redo over an agent's hours: the week and the holidays, whoever changed them. */

import { type KeyboardEvent, useEffect, useMemo, useReducer, useRef } from "react";
import { pressedWay } from "../actions/keys";
import type { JsonValue, Pointer } from "../bridge";
import { readAt } from "../session/edits";
import type { AgentSession } from "../session/session";
import { historyReducer, newHistory } from "./history";

/** What is edited at each of the places; nothing where it is as it was read. */
type Snapshot = readonly (JsonValue | undefined)[];

export type Way = "undo" | "redo";

export interface HoursHistory {
  readonly may: Readonly<Record<Way, boolean>>;
  /** One step; the values there are then, in the order of the places. Nothing where there is no step that way. */
  go(way: Way): readonly JsonValue[] | undefined;
  /** The next change belongs to a gesture, such as an arrow held down: what follows quickly is the same step. */
  during(gesture: string): void;
}

/** Milliseconds of rest after which a gesture is over. */
const rest = 1000;

const sameSnapshot = (one: Snapshot, other: Snapshot) => JSON.stringify(one) === JSON.stringify(other);
const reducer = historyReducer(sameSnapshot);

export function useHoursHistory(session: AgentSession, pointers: readonly Pointer[]): HoursHistory {
  const now = JSON.stringify(
    pointers.map((pointer) => (session.isEdited(pointer) ? session.value(pointer) : undefined) ?? null),
  );
  const edited = pointers.map((pointer) => session.isEdited(pointer)).join();
  const base = JSON.stringify(pointers.map((pointer) => readAt(session.base, pointer)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts stand for what they were made of.
  const snapshot: Snapshot = useMemo(
    () => pointers.map((pointer) => (session.isEdited(pointer) ? session.value(pointer) : undefined)),
    [now, edited],
  );
  const [history, dispatch] = useReducer(reducer, snapshot, newHistory<Snapshot>);
  const gesture = useRef<string | undefined>(undefined);
  const began = useRef(base);

  useEffect(() => {
    // After a save or somebody else's change the steps of before would put back what is not known any more.
    if (began.current !== base) {
      began.current = base;
      dispatch({ kind: "begin", value: snapshot });
      return;
    }
    const named = gesture.current;
    gesture.current = undefined;
    dispatch({ kind: "change", value: snapshot, ...(named === undefined ? {} : { gesture: named }) });
    const timer = setTimeout(() => dispatch({ kind: "rest" }), rest);
    return () => clearTimeout(timer);
  }, [base, snapshot]);

  return {
    may: { undo: history.past.length > 0, redo: history.future.length > 0 },
    during: (name) => {
      gesture.current = name;
    },
    go: (way) => {
      const target = way === "undo" ? history.past.at(-1) : history.future[0];
      if (target === undefined) {
        return undefined;
      }
      dispatch({ kind: way });
      return pointers.map((pointer, at) => {
        const value = target[at];
        if (value === undefined) {
          session.revert(pointer);
          return readAt(session.base, pointer);
        }
        session.edit(pointer, value);
        return value;
      });
    },
  };
}

/** Control (or Command) and Z, with Shift or as Y the other way; nothing where a text is being typed, which has an undo of its own. */
export function wayOf(event: KeyboardEvent): Way | undefined {
  const target = event.target;
  const typing =
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== "checkbox");
  if (typing) {
    return undefined;
  }
  return pressedWay("undoHours", event) !== undefined
    ? "undo"
    : pressedWay("redoHours", event) !== undefined
      ? "redo"
      : undefined;
}
