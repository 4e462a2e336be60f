/**
 * Periods and the parts a picture divides them into. Days, weeks and months begin where they begin on the clock of this
 * computer, so that a day of 23 or 25 hours is one day. Pure: the present moment is passed in.
 */

export type PeriodChoice = "week" | "days" | "month" | "lastMonth" | "own";
export type PartLength = "day" | "week" | "month";

/** A day on the calendar, as in `2026-03-29`. */
export type Day = string;

export interface Period {
  readonly from: Date;
  readonly to: Date;
}

export interface Parts {
  readonly length: PartLength;
  /** Where each part begins, and where the last one ends. */
  readonly borders: readonly Date[];
}

export type OwnPeriod =
  | { readonly kind: "period"; readonly period: Period }
  | { readonly kind: "wrong"; readonly why: "needsDates" | "wrongOrder" | "future" | "tooLong" };

/** Each part is a request of its own. */
export const mostParts = 31;

/** The beginning of a day: where the clock is put forward at midnight, the first moment there is. */
function beginning(at: Date, days = 0, months = 0): Date {
  return months === 0
    ? new Date(at.getFullYear(), at.getMonth(), at.getDate() + days)
    : new Date(at.getFullYear(), at.getMonth() + months, 1);
}

function firstOfMonth(at: Date): Date {
  return new Date(at.getFullYear(), at.getMonth(), 1);
}

export function dayOf(at: Date): Day {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function dateOf(day: Day): Date | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined) {
    return undefined;
  }
  const at = new Date(Number(year), Number(month) - 1, Number(date));
  return dayOf(at) === day ? at : undefined;
}

/** A period that is chosen by name. It ends now, or where the month did. */
export function namedPeriod(choice: Exclude<PeriodChoice, "own">, now: Date): Period {
  switch (choice) {
    case "week":
      return { from: beginning(now, -6), to: now };
    case "days":
      return { from: beginning(now, -29), to: now };
    case "month":
      return { from: firstOfMonth(now), to: now };
    case "lastMonth":
      return { from: beginning(firstOfMonth(now), 0, -1), to: firstOfMonth(now) };
  }
}

/** A period from one day to another, both of them in it; it does not reach into the future. */
export function ownPeriod(first: Day, last: Day, now: Date): OwnPeriod {
  const from = dateOf(first);
  const until = dateOf(last);
  if (from === undefined || until === undefined) {
    return { kind: "wrong", why: "needsDates" };
  }
  if (from > until) {
    return { kind: "wrong", why: "wrongOrder" };
  }
  if (from >= now) {
    return { kind: "wrong", why: "future" };
  }
  const end = beginning(until, 1);
  const period = { from, to: end < now ? end : now };
  return partsOf(period, 1) === undefined ? { kind: "wrong", why: "tooLong" } : { kind: "period", period };
}

function bordersOf({ from, to }: Period, next: (at: Date) => Date): Date[] {
  const borders = [from];
  for (let at = next(from); at < to && borders.length <= mostParts; at = next(at)) {
    borders.push(at);
  }
  return [...borders, to];
}

/**
 * The finest division of at most 31 parts: days, else weeks, else months. The first and the last may be shorter than the
 * others. Nothing where even months are too many.
 *
 * @param weekStart the day a week begins on, 1 for Monday to 7 for Sunday
 */
export function partsOf(period: Period, weekStart: number): Parts | undefined {
  const toWeek = (at: Date) => 7 - ((((at.getDay() + 6) % 7) - (weekStart - 1) + 7) % 7);
  const steps: readonly [PartLength, (at: Date) => Date][] = [
    ["day", (at) => beginning(at, 1)],
    ["week", (at) => beginning(at, toWeek(at))],
    ["month", (at) => beginning(at, 0, 1)],
  ];
  for (const [length, next] of steps) {
    const borders = bordersOf(period, next);
    if (borders.length - 1 <= mostParts) {
      return { length, borders };
    }
  }
  return undefined;
}

/** As the core takes them. */
export function momentsOf(borders: readonly Date[]): string[] {
  return borders.map((border) => border.toISOString());
}
