/**
 * A week with any number of ranges a day: painting, merging, erasing, drawing, and what of it a system can store. Pure.
 *
 * The rules:
 * - A range belongs to the day on which it begins. It may go past midnight and is then still one range.
 * - Ranges that share a minute become one, and so do ranges that touch, but not where they touch at midnight: two whole days
 *   stay two.
 * - No range is longer than a day. What would be is cut at each midnight.
 */
import type { WeekStrip } from "../bridge";
import { type DayName, dayLength, days, type Range, rangeOf, sameRange, type Week, wholeDay } from "./week";

/** The ranges of each day in order, apart from each other, over midnight too. */
export type Ranges = Readonly<Record<DayName, readonly Range[]>>;

/** What a day is, as people say it. */
export type DayState = "closed" | "allDay" | "hours";

const weekLength = 7 * dayLength;

export function noRanges(): Ranges {
  return collectRanges([]);
}

export function rangesOfWeek(week: Week): Ranges {
  return collectRanges(
    days.map((day, index) => placed(index, rangeOf(week[day]))).filter((each) => each !== undefined),
  );
}

/** A range in minutes of the week; beyond its end it goes on with Monday. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

function placed(index: number, range: Range | undefined): Stretch | undefined {
  return range && { from: index * dayLength + range.from, to: index * dayLength + range.to };
}

function stretches(week: Ranges): Stretch[] {
  return days.flatMap((day, index) => week[day].flatMap((range) => placed(index, range) ?? []));
}

/** Ranges by the day they begin on, out of minutes of the week, which may lie beyond its ends. */
export function collectRanges(all: readonly Stretch[]): Ranges {
  const week: Record<DayName, Range[]> = {
    monday: [],
    tuesday: [],
    wednesday: [],
    thursday: [],
    friday: [],
    saturday: [],
    sunday: [],
  };
  for (const { from, to } of all) {
    const begin = ((from % weekLength) + weekLength) % weekLength;
    const index = Math.floor(begin / dayLength);
    const start = begin - index * dayLength;
    week[days[index] ?? "monday"].push({ from: start, to: start + (to - from) });
  }
  for (const day of days) {
    week[day].sort((a, b) => a.from - b.from);
  }
  return week;
}

function canBeOne({ from, to }: Stretch): boolean {
  return to - from < dayLength || (to - from === dayLength && from % dayLength === 0);
}

/** At each midnight, where one range cannot hold it. */
function cut(stretch: Stretch): Stretch[] {
  if (canBeOne(stretch)) {
    return [stretch];
  }
  const pieces: Stretch[] = [];
  for (let from = stretch.from; from < stretch.to; ) {
    const to = Math.min(stretch.to, (Math.floor(from / dayLength) + 1) * dayLength);
    pieces.push({ from, to });
    from = to;
  }
  return pieces;
}

function belongTogether(a: Stretch, b: Stretch): boolean {
  const shared = Math.min(a.to, b.to) - Math.max(a.from, b.from);
  return shared > 0 || (shared === 0 && Math.min(a.to, b.to) % dayLength !== 0);
}

/** The week with one more range on a day; what it touches becomes one with it. */
export function addRange(week: Ranges, day: DayName, range: Range): Ranges {
  let added: Stretch = {
    from: days.indexOf(day) * dayLength + range.from,
    to: days.indexOf(day) * dayLength + range.to,
  };
  let apart = stretches(week);
  for (let changed = true; changed; ) {
    changed = false;
    for (const each of apart) {
      // The week is a ring: Sunday night goes on into Monday.
      const near = [-weekLength, 0, weekLength]
        .map((turn) => ({ from: each.from + turn, to: each.to + turn }))
        .find((turned) => belongTogether(turned, added));
      if (near !== undefined) {
        added = { from: Math.min(added.from, near.from), to: Math.max(added.to, near.to) };
        apart = apart.filter((other) => other !== each);
        changed = true;
      }
    }
    if (added.to - added.from >= weekLength) {
      return collectRanges(
        days.map((_, index) => ({ from: index * dayLength, to: (index + 1) * dayLength })),
      );
    }
  }
  return collectRanges([...apart, ...cut(added)]);
}

/** The week without the minutes of a range. What is left of a range after it begins on the day where it begins. */
export function eraseRange(week: Ranges, day: DayName, range: Range): Ranges {
  const begin = days.indexOf(day) * dayLength;
  let left = stretches(week);
  for (const turn of [-weekLength, 0, weekLength]) {
    const [from, to] = [begin + range.from + turn, begin + range.to + turn];
    left = left.flatMap((each) =>
      each.to <= from || to <= each.from
        ? [each]
        : [
            { from: each.from, to: Math.min(each.to, from) },
            { from: Math.max(each.from, to), to: each.to },
          ].filter((piece) => piece.from < piece.to),
    );
  }
  return collectRanges(left);
}

/** The week with one range of a day in place of another; without a new one it is taken away. */
export function replaceRange(week: Ranges, day: DayName, index: number, range: Range | undefined): Ranges {
  const without = { ...week, [day]: week[day].filter((_, at) => at !== index) };
  return range === undefined ? without : addRange(without, day, range);
}

/** The week with a day's ranges on other days instead of theirs. Hours of the day before that reach into one stay. */
export function copyRanges(week: Ranges, from: DayName, to: readonly DayName[]): Ranges {
  const targets = to.filter((day) => day !== from);
  const emptied: Ranges = { ...week, ...Object.fromEntries(targets.map((day) => [day, []])) };
  return targets.reduce(
    (next, day) => week[from].reduce((filled, range) => addRange(filled, day, range), next),
    emptied,
  );
}

export function dayState(ranges: readonly Range[]): DayState {
  const [only] = ranges;
  return only === undefined
    ? "closed"
    : sameRange(only, wholeDay) && ranges.length === 1
      ? "allDay"
      : "hours";
}

/** A piece of a bar, as it lies on one day. */
export interface Segment {
  /** The day whose range it is: this one, or the one before. */
  readonly owner: DayName;
  /** Which of that day's ranges. */
  readonly index: number;
  /** Minutes of the day it lies on, 0 to 1440. */
  readonly from: number;
  readonly to: number;
  /** Whether the bar goes on beyond this day, or comes from the day before. */
  readonly goesOn: boolean;
  readonly comesFrom: boolean;
}

/** What is to be drawn on a day, in order: bars cut at midnight. */
export function segmentsOn(week: Ranges, day: DayName): readonly Segment[] {
  const before = days[(days.indexOf(day) + 6) % 7] ?? day;
  const tails = week[before].flatMap((range, index): Segment[] =>
    range.to > dayLength
      ? [{ owner: before, index, from: 0, to: range.to - dayLength, goesOn: false, comesFrom: true }]
      : [],
  );
  const own = week[day].map(
    (range, index): Segment => ({
      owner: day,
      index,
      from: range.from,
      to: Math.min(range.to, dayLength),
      goesOn: range.to > dayLength,
      comesFrom: false,
    }),
  );
  return [...tails, ...own];
}

export function sameRanges(a: Ranges, b: Ranges): boolean {
  return days.every(
    (day) =>
      a[day].length === b[day].length && a[day].every((range, index) => sameRange(range, b[day][index])),
  );
}

/** Minutes open, 0 to 10,080. */
export function minutesOfWeek(week: Ranges): number {
  return stretches(week).reduce((sum, { from, to }) => sum + to - from, 0);
}

/** One way to store what was painted on a day. */
export interface StorageChoice {
  /** Joined over the breaks, the longer ones kept, the first ones kept, or one of them where only one can be. */
  readonly kind: "join" | "longer" | "first" | "one";
  readonly ranges: readonly Range[];
  /** Minutes open that were not painted. */
  readonly added: number;
  /** Painted minutes that would be closed. */
  readonly lost: number;
}

export interface StorageProblem {
  readonly day: DayName;
  /** What was painted. */
  readonly ranges: readonly Range[];
  /** What can be stored instead, the one that changes least first. */
  readonly choices: readonly StorageChoice[];
}

/** The days that hold more ranges than a system can store, each with what could be stored instead. */
export function storageProblems(week: Ranges, rangesPerDay: number): readonly StorageProblem[] {
  return days
    .filter((day) => week[day].length > rangesPerDay)
    .map((day) => ({ day, ranges: week[day], choices: choicesFor(week[day], Math.max(1, rangesPerDay)) }));
}

function lengthOf(ranges: readonly Range[]): number {
  return ranges.reduce((sum, range) => sum + range.to - range.from, 0);
}

function choicesFor(painted: readonly Range[], most: number): readonly StorageChoice[] {
  const joined = joinTo(painted, most);
  const longest = [...painted]
    .sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
    .slice(0, most);
  const all: StorageChoice[] = [
    ...(joined === undefined ? [] : [choice("join", joined, painted)]),
    choice(
      "longer",
      [...longest].sort((a, b) => a.from - b.from),
      painted,
    ),
    choice("first", painted.slice(0, most), painted),
    ...(most === 1 ? painted.map((range) => choice("one", [range], painted)) : []),
  ];
  return all.filter(
    (each, index) =>
      !all.slice(0, index).some((other) => JSON.stringify(other.ranges) === JSON.stringify(each.ranges)),
  );
}

function choice(
  kind: StorageChoice["kind"],
  ranges: readonly Range[],
  painted: readonly Range[],
): StorageChoice {
  const change = lengthOf(ranges) - lengthOf(painted);
  return { kind, ranges, added: Math.max(0, change), lost: Math.max(0, -change) };
}

/** The shortest breaks closed until so many are left; nothing where one would be longer than a day. */
function joinTo(painted: readonly Range[], most: number): readonly Range[] | undefined {
  let left = [...painted];
  while (left.length > most) {
    const breaks = left.slice(1).map((range, index) => range.from - (left[index]?.to ?? 0));
    const at = breaks.indexOf(Math.min(...breaks));
    const [a, b] = [left[at], left[at + 1]];
    if (a === undefined || b === undefined || !canBeOne({ from: a.from, to: b.to })) {
      return undefined;
    }
    left = [...left.slice(0, at), { from: a.from, to: b.to }, ...left.slice(at + 2)];
  }
  return left;
}

/** The week with a choice taken. A range that reaches into the next day's may swallow it. */
export function withChoice(week: Ranges, day: DayName, taken: StorageChoice): Ranges {
  return taken.ranges.reduce((next, range) => addRange(next, day, range), { ...week, [day]: [] } as Ranges);
}

/** What each day stores, where every day holds one range at most; nothing where one holds more. */
export function singleRanges(week: Ranges): Readonly<Partial<Record<DayName, Range>>> | undefined {
  return days.some((day) => week[day].length > 1)
    ? undefined
    : Object.fromEntries(days.flatMap((day) => week[day].map((range) => [day, range] as const)));
}

/** The days on which a week is another than it was, with what they hold now; for weeks of one range a day. */
export function changedDays(before: Ranges, after: Ranges): ReadonlyMap<DayName, Range | undefined> {
  return new Map(
    days.flatMap((day) => (sameRange(before[day][0], after[day][0]) ? [] : [[day, after[day][0]] as const])),
  );
}

/** Minutes open a day, Monday first, each counted where it begins: what the small picture of a week draws. */
export function minutesOfDays(week: Ranges): WeekStrip {
  const of = (day: DayName) => week[day].reduce((sum, { from, to }) => sum + to - from, 0);
  return [
    of("monday"),
    of("tuesday"),
    of("wednesday"),
    of("thursday"),
    of("friday"),
    of("saturday"),
    of("sunday"),
  ];
}
