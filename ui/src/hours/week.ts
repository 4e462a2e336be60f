/**
 * A week of hours as it is drawn and edited: minutes of the day, one range a day. Pure: reads the stored form, changes it, and
 * writes it back without touching what it does not know.
 */

import type { JsonValue } from "../bridge";
import { isMembers } from "../bridge/members";

/** The days as they are stored, Monday first. */
export const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type DayName = (typeof days)[number];

export const dayLength = 1440;
/** What dragging and the keys snap to, in minutes; with Alt the finer one. */
export const step = 15;
export const fineStep = 5;

/** Minutes of the day: `from` 0 to 1439, `to` later than it; above 1440 it lies on the next day. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export type Day =
  | { readonly kind: "closed" }
  | { readonly kind: "open"; readonly range: Range }
  /** Begins and ends at the same minute, or something no document names: shown, and left as it is. */
  | { readonly kind: "unreadable"; readonly stored: string };

export type Week = Readonly<Record<DayName, Day>>;

const closed: Day = { kind: "closed" };

/** Seven days out of the stored week; nothing where the week itself cannot be read. */
export function readWeek(stored: JsonValue): Week | undefined {
  if (stored !== null && !isMembers(stored)) {
    return undefined;
  }
  const members = stored ?? {};
  const week = {} as Record<DayName, Day>;
  for (const day of days) {
    week[day] = readDay(members[day] ?? null);
  }
  return week;
}

/** A day of the stored week. Without both times it is closed; an hour or minute that is missing counts as 0. */
export function readDay(stored: JsonValue): Day {
  if (stored === null) {
    return closed;
  }
  const unreadable: Day = { kind: "unreadable", stored: JSON.stringify(stored) };
  if (!isMembers(stored)) {
    return unreadable;
  }
  const { from = null, to = null } = stored;
  if (from === null && to === null) {
    return Object.values(stored).every((member) => member === null) ? closed : unreadable;
  }
  const start = minuteOf(from);
  const end = minuteOf(to);
  if (start === undefined || end === undefined || start === end || start === dayLength) {
    return unreadable;
  }
  return { kind: "open", range: { from: start, to: end < start ? end + dayLength : end } };
}

function minuteOf(time: JsonValue): number | undefined {
  if (!isMembers(time)) {
    return undefined;
  }
  const hour = time.hour ?? 0;
  const minute = time.minute ?? 0;
  if (typeof hour !== "number" || typeof minute !== "number") {
    return undefined;
  }
  const whole = Number.isInteger(hour) && Number.isInteger(minute);
  const minutes = hour * 60 + minute;
  const plausible = hour >= 0 && minute >= 0 && minute <= 59 && minutes <= dayLength;
  return whole && plausible ? minutes : undefined;
}

/** The stored week with one day changed; without a range the day is closed. All else stays to the letter. */
export function writeDay(
  stored: JsonValue,
  day: DayName,
  range: Range | undefined,
  like?: JsonValue,
): JsonValue {
  const members = isMembers(stored) ? stored : {};
  if (range === undefined) {
    const { [day]: _, ...others } = members;
    return others;
  }
  const template = isMembers(members[day]) ? members[day] : isMembers(like) ? like : {};
  const time = (former: JsonValue | undefined, minutes: number): JsonValue => ({
    ...(isMembers(former) ? former : {}),
    hour: Math.floor(minutes / 60),
    minute: minutes % 60,
  });
  const end = range.to > dayLength ? range.to - dayLength : range.to;
  const hours = { ...template, from: time(template.from, range.from), to: time(template.to, end) };
  return { ...members, [day]: hours };
}

/**
 * As `writeDay`, and what says the same as the week the edits began from is written as it stands there, so that a day that was
 * put back is no change.
 */
export function changeDay(
  stored: JsonValue,
  base: JsonValue,
  day: DayName,
  range: Range | undefined,
  like?: JsonValue,
): JsonValue {
  const former = isMembers(base) ? base[day] : undefined;
  const members = isMembers(stored) ? stored : {};
  if (former !== undefined) {
    const was = readDay(former);
    if (was.kind !== "unreadable" && sameRange(rangeOf(was), range)) {
      return { ...members, [day]: former };
    }
  }
  const next = writeDay(stored, day, range, like ?? former);
  return base === null && isMembers(next) && Object.keys(next).length === 0 ? null : next;
}

/** The same hours on other days. */
export function copyDay(
  stored: JsonValue,
  base: JsonValue,
  from: DayName,
  to: readonly DayName[],
): JsonValue {
  const day = readWeek(stored)?.[from];
  if (day === undefined || day.kind === "unreadable") {
    return stored;
  }
  const range = day.kind === "open" ? day.range : undefined;
  return to
    .filter((other) => other !== from)
    .reduce((week, other) => changeDay(week, base, other, range), stored);
}

/** The whole week anew, as a template gives it. */
export function fillWeek(
  stored: JsonValue,
  base: JsonValue,
  ranges: Partial<Record<DayName, Range>>,
): JsonValue {
  return days.reduce((week, day) => changeDay(week, base, day, ranges[day]), stored);
}

export const wholeDay: Range = { from: 0, to: dayLength };

export function isWholeDay(range: Range): boolean {
  return range.from === 0 && range.to === dayLength;
}

export function crossesMidnight(range: Range): boolean {
  return range.to > dayLength;
}

export function sameRange(a: Range | undefined, b: Range | undefined): boolean {
  return a?.from === b?.from && a?.to === b?.to;
}

export function rangeOf(day: Day): Range | undefined {
  return day.kind === "open" ? day.range : undefined;
}

export function dayBefore(day: DayName): DayName {
  return days[(days.indexOf(day) + 6) % 7] ?? day;
}

export function dayAfter(day: DayName): DayName {
  return days[(days.indexOf(day) + 1) % 7] ?? day;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

export function snap(minute: number, grid: number): number {
  return Math.round(minute / grid) * grid;
}

/** Hours painted from one minute to another, in either direction; never shorter than the grid. */
export function paint(origin: number, minute: number, grid: number): Range {
  const [first, last] = minute < origin ? [minute, origin] : [origin, minute];
  const from = clamp(snap(first, grid), 0, dayLength - grid);
  return { from, to: clamp(snap(last, grid), from + grid, dayLength) };
}

/** Moves hours so that they begin at a minute. What ends by midnight stays on its day; what ends after it may go on doing so. */
export function move(range: Range, from: number, grid: number): Range {
  const length = range.to - range.from;
  const latest = crossesMidnight(range) ? dayLength - grid : dayLength - length;
  const start = clamp(snap(from, grid), 0, Math.max(0, latest));
  return { from: start, to: start + length };
}

/** Moves the start; the end stays. */
export function resizeStart(range: Range, minute: number, grid: number): Range {
  const earliest = Math.max(0, range.to - dayLength + (range.to > dayLength ? grid : 0));
  const latest = Math.min(range.to, dayLength) - grid;
  return { from: clamp(snap(minute, grid), Math.min(earliest, latest), latest), to: range.to };
}

/** Moves the end, past midnight too; the start stays. Never as long as a day, unless it is the day itself. */
export function resizeEnd(range: Range, minute: number, grid: number): Range {
  const most = range.from === 0 ? dayLength : range.from + dayLength - grid;
  return { from: range.from, to: clamp(snap(minute, grid), Math.min(range.from + grid, most), most) };
}

/** The next or the last stop of a grid, so that 9:07 becomes 9:15 or 9:00. */
export function nextStop(minute: number, direction: 1 | -1, grid: number): number {
  return direction > 0 ? (Math.floor(minute / grid) + 1) * grid : (Math.ceil(minute / grid) - 1) * grid;
}

/** One range that holds both. */
export function span(a: Range, b: Range): Range {
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}

/** Minutes open, counted on the day the hours begin. */
export function minutesOf(day: Day): number {
  return day.kind === "open" ? day.range.to - day.range.from : 0;
}

export interface WeekTotal {
  readonly minutes: number;
  readonly openDays: number;
  /** Days whose hours cannot be read and are not counted. */
  readonly unreadableDays: number;
}

export function totalOf(week: Week): WeekTotal {
  const all = days.map((day) => week[day]);
  return {
    minutes: all.reduce((sum, day) => sum + minutesOf(day), 0),
    openDays: all.filter((day) => day.kind === "open").length,
    unreadableDays: all.filter((day) => day.kind === "unreadable").length,
  };
}
