/**
 * A week with any number of ranges a day: painting, merging, and what of it a system can store. Pure.
 *
 * The rules:
 * - A range belongs to the day on which it begins. It may go past midnight and is then still one range.
 * - Ranges that share a minute become one, and so do ranges that touch, but not where they touch at midnight: two whole days
 *   stay two.
 * - No range is longer than a day. What would be is cut at each midnight.
 */
import type { WeekStrip } from "../bridge";
import { type DayName, dayLength, days, type Range, rangeOf, sameRange, type Week } from "./week";

/** The ranges of each day in order, apart from each other, over midnight too. */
export type Ranges = Readonly<Record<DayName, readonly Range[]>>;

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
