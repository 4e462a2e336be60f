/** A week of coverage as it is drawn and said. Pure: no core, no window. */
import type { Coverage, CoverageDay, CoverageGap } from "../bridge";

/** Minutes of one column. */
export const quarter = 15;

/** Shades beside the empty one. */
export const shades = 4;

/** Neighbouring quarters with the same number of agents; `to` is not part of it. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export function runsOf(quarters: readonly number[]): readonly Run[] {
  const runs: Run[] = [];
  for (const [at, count] of quarters.entries()) {
    const last = runs.at(-1);
    if (last !== undefined && last.count === count) {
      runs[runs.length - 1] = { ...last, to: at + 1 };
    } else {
      runs.push({ from: at, to: at + 1, count });
    }
  }
  return runs;
}

/** 0 for nobody, then 1 to 4 by the largest number of the week. */
export function shadeOf(count: number, most: number): number {
  return count <= 0 || most <= 0 ? 0 : Math.max(1, Math.ceil((count / most) * shades));
}

/** Neighbouring quarters of the same shade: as few pieces as can be seen. */
export function shadesOf(quarters: readonly number[], most: number): readonly Run[] {
  return runsOf(quarters.map((count) => shadeOf(count, most)));
}

/** The numbers each shade stands for; a shade no number falls on is left out. */
export function legendOf(most: number): readonly { shade: number; from: number; to: number }[] {
  const numbers = Array.from({ length: most }, (_, at) => at + 1);
  return Array.from({ length: shades }, (_, at) => at + 1).flatMap((shade) => {
    const own = numbers.filter((count) => shadeOf(count, most) === shade);
    const [from, to] = [own[0], own.at(-1)];
    return from === undefined || to === undefined ? [] : [{ shade, from, to }];
  });
}

/** A moment of the week, by its day and what the clock on the wall shows. */
export interface WallMoment {
  readonly day: CoverageDay;
  /** 0 to 1439; 1440 for the end of a day. */
  readonly minute: number;
}

/** `end` for a minute that ends something: midnight then belongs to the day before. */
export function momentOf(coverage: Coverage, minute: number, end = false): WallMoment | undefined {
  const inside = end ? minute - 1 : minute;
  const day = coverage.days.find(({ start, minutes }) => start <= inside && inside < start + minutes);
  const wall = day?.walls[Math.floor((inside - day.start) / quarter)];
  return day === undefined || wall === undefined
    ? undefined
    : { day, minute: wall + ((inside - day.start) % quarter) + (end ? 1 : 0) };
}

/** The stretch without anybody that a quarter lies in, or touches. */
export function gapAt(coverage: Coverage, day: CoverageDay, at: number): CoverageGap | undefined {
  const from = day.start + at * quarter;
  return coverage.gaps.find((gap) => gap.from < from + quarter && from < gap.to);
}

export interface Cursor {
  readonly day: number;
  readonly at: number;
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  PageUp: [0, -4],
  PageDown: [0, 4],
  Home: [0, -200],
  End: [0, 200],
};

/** Where a key leads; nothing for a key that leads nowhere. */
export function stepped(days: readonly CoverageDay[], { day, at }: Cursor, key: string): Cursor | undefined {
  const step = steps[key];
  if (step === undefined) {
    return undefined;
  }
  const next = Math.min(days.length - 1, Math.max(0, day + step[0]));
  const last = (days[next]?.quarters.length ?? 1) - 1;
  return { day: next, at: Math.min(last, Math.max(0, at + step[1])) };
}
