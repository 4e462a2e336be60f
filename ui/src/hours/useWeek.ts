/** The week of one agent under edit: what is shown, what it was, and the changes a person can make to it. */

import { useCallback, useMemo, useRef } from "react";
import type { JsonValue, Pointer } from "../bridge";
import { isMembers } from "../bridge/members";
import { readAt } from "../session/edits";
import type { AgentSession } from "../session/session";
import {
  changeDay,
  copyDay,
  type DayName,
  days,
  fillWeek,
  type Range,
  rangeOf,
  readDay,
  readWeek,
  type Week,
} from "./week";

export interface WeekEditing {
  /** Nothing where what is stored cannot be read. */
  readonly week: Week | undefined;
  /** As it was when the edits began. */
  readonly former: Week | undefined;
  readonly edited: boolean;
  set(day: DayName, range: Range | undefined): void;
  /** Several days at once, as one change. */
  setDays(ranges: ReadonlyMap<DayName, Range | undefined>): void;
  /** Opens a closed day with the hours it had last. */
  reopen(day: DayName): Range;
  copy(from: DayName, to: readonly DayName[]): Week | undefined;
  fill(ranges: Partial<Record<DayName, Range>>): void;
  putBackDay(day: DayName): void;
  putBack(): void;
}

const office: Range = { from: 540, to: 1020 };

function membersOf(stored: JsonValue) {
  return isMembers(stored) ? stored : {};
}

function dayOf(stored: JsonValue, day: DayName): JsonValue {
  return membersOf(stored)[day] ?? null;
}

export function useWeek(session: AgentSession, pointer: Pointer): WeekEditing {
  const stored = session.value(pointer);
  const base = readAt(session.base, pointer);
  // The hours a day had before it was closed here, with all that is stored beside them.
  const last = useRef<Partial<Record<DayName, JsonValue>>>({});
  const { change, latest, revert } = session;

  const remember = useCallback((now: JsonValue) => {
    for (const day of days) {
      const hours = dayOf(now, day);
      if (readDay(hours).kind === "open") {
        last.current[day] = hours;
      }
    }
  }, []);

  const write = useCallback(
    (to: (now: JsonValue) => JsonValue) => {
      remember(latest(pointer));
      change(pointer, to);
    },
    [remember, latest, change, pointer],
  );

  const set = useCallback(
    (day: DayName, range: Range | undefined) =>
      write((now) => changeDay(now, base, day, range, last.current[day])),
    [write, base],
  );

  const setDays = useCallback(
    (ranges: ReadonlyMap<DayName, Range | undefined>) =>
      write((now) =>
        [...ranges].reduce((next, [day, range]) => changeDay(next, base, day, range, last.current[day]), now),
      ),
    [write, base],
  );

  const reopen = useCallback(
    (day: DayName): Range => {
      const known = [last.current[day] ?? null, dayOf(base, day)].map((hours) => rangeOf(readDay(hours)));
      const others = days.map((each) => rangeOf(readDay(dayOf(stored, each))));
      const range = [...known, ...others].find((each) => each !== undefined) ?? office;
      set(day, range);
      return range;
    },
    [base, stored, set],
  );

  return {
    week: useMemo(() => readWeek(stored), [stored]),
    former: useMemo(() => readWeek(base), [base]),
    edited: session.isEdited(pointer),
    set,
    setDays,
    reopen,
    copy: useCallback(
      (from, to) => {
        const next = copyDay(latest(pointer), base, from, to);
        write(() => next);
        return readWeek(next);
      },
      [write, latest, pointer, base],
    ),
    fill: useCallback((ranges) => write((now) => fillWeek(now, base, ranges)), [write, base]),
    putBackDay: useCallback(
      (day) => {
        const former = isMembers(base) ? base[day] : undefined;
        write((now) =>
          former === undefined ? changeDay(now, base, day, undefined) : { ...membersOf(now), [day]: former },
        );
      },
      [base, write],
    ),
    putBack: useCallback(() => revert(pointer), [revert, pointer]),
  };
}
