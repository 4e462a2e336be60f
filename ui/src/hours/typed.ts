/**
 * Hours of a day as people type them in English, Spanish and Dutch, and as they are shown. A time alone is read by `typedTime.ts`.
 *
 * Two times decide together what is meant:
 *
 * - One am, pm, "de la tarde" or "'s middags" counts for both ends where that gives the shorter hours: "1-5pm" is 13:00 to 17:00,
 *   "9-5pm" 9:00 to 17:00, "9am-5" too.
 * - "9 to 5" and "half 9 tot half 6": where neither end tells its half of the day and the end is not later than the start, the end lies
 *   twelve hours later. "22-6" is counted by the 24-hour clock and goes past midnight. "7 to 7" is 7:00 to 19:00.
 * - What could be the small hours or the afternoon is asked: "2 to 6", and "9:00-5:00", which written out could be a night of twenty hours.
 */
import { parseTime, partBehind, plain, readTime, type TypedTime } from "./typedTime";
import { dayLength, type Range } from "./week";

export { parseTime } from "./typedTime";

export type TypedRange =
  | { readonly kind: "range"; readonly range: Range }
  /** Two ranges could be meant, the likelier one first. */
  | { readonly kind: "asked"; readonly choices: readonly Range[] }
  | {
      readonly kind: "refused";
      readonly field: "from" | "to";
      readonly why: "notATime" | "same" | "late" | "several";
    };

const halfDay = dayLength / 2;

/** From this minute on a bare hour is that of the morning; before it, it could be the afternoon's. */
const earliestMorning = 6 * 60;

function rangeFrom(from: number, to: number): Range {
  return { from, to: to <= from ? to + dayLength : to };
}

function lengthOf({ from, to }: Range): number {
  return to - from;
}

/** Of both halves of the day that one end could mean, the one with the shorter hours. */
function shorter(one: Range, other: Range): Range {
  return lengthOf(other) < lengthOf(one) ? other : one;
}

const otherHalf = (minute: number) => (minute + halfDay) % dayLength;

/** An hour that may be meant in the afternoon though it counts for the night. */
function isSmall({ half, minute, padded }: TypedTime): boolean {
  return half === "open" && !padded && minute < earliestMorning;
}

/** What two times mean together; more than one range where that is open, the likelier first. */
function meanings(start: TypedTime, end: TypedTime): readonly Range[] {
  const [from, to] = [start.minute, end.minute];
  const literal = rangeFrom(from, to);
  if (start.half === "open" && end.half === "told") {
    return [shorter(literal, rangeFrom(otherHalf(from), to))];
  }
  if (start.half === "told" && end.half === "open") {
    return [shorter(literal, rangeFrom(from, otherHalf(to)))];
  }
  if (start.half === "counted" && end.half === "open") {
    const later = rangeFrom(from, otherHalf(to));
    const night = to <= from && lengthOf(literal) > halfDay;
    return night && lengthOf(later) < halfDay ? [later, literal] : [literal];
  }
  if (start.half === "open" && end.half === "counted") {
    const later = rangeFrom(from + halfDay, to);
    return isSmall(start) && !start.digital && lengthOf(later) < lengthOf(literal)
      ? [later, literal]
      : [literal];
  }
  if (start.half !== "open" || end.half !== "open") {
    return [literal];
  }
  if (from < to) {
    return isSmall(start) ? [{ from: from + halfDay, to: to + halfDay }, literal] : [literal];
  }
  const sameDay = { from, to: to + halfDay };
  if (isSmall(start)) {
    return [{ from: from + halfDay, to: to + dayLength }, sameDay];
  }
  return start.padded || end.padded || (start.digital && end.digital) ? [sameDay, literal] : [sameDay];
}

/** Two typed times as hours of a day, or both of them out of one text where the other is empty. */
export function parseRange(from: string, to: string): TypedRange {
  if (to.trim() === "") {
    if (allDay.test(plain(from))) {
      return { kind: "range", range: { from: 0, to: dayLength } };
    }
    const both = parseHours(from);
    if (both !== undefined && (both.kind !== "refused" || both.why === "several")) {
      return both;
    }
  }
  const start = readTime(from);
  const end = readTime(to);
  if (start === undefined) {
    return { kind: "refused", field: "from", why: "notATime" };
  }
  if (end === undefined) {
    return { kind: "refused", field: "to", why: "notATime" };
  }
  if (start.minute === dayLength) {
    return { kind: "refused", field: "from", why: "late" };
  }
  // The same midnight at both ends is the whole day only where the end is written 24:00.
  if (start.minute === end.minute && !isRoundTheClock(start, end)) {
    return { kind: "refused", field: "to", why: "same" };
  }
  const ranges = meanings(start, end);
  const [range] = ranges;
  return range === undefined || ranges.length > 1
    ? { kind: "asked", choices: ranges }
    : { kind: "range", range };
}

/** "7 to 7" and "7 to 7pm" are twelve hours; "9:00-9:00" is a slip. */
function isRoundTheClock(start: TypedTime, end: TypedTime): boolean {
  const ends = [start, end];
  return (
    ends.every(({ half, digital }) => half !== "counted" && !digital) &&
    ends.some(({ half }) => half === "open")
  );
}

const connection =
  "-|–|—|~|→|\\bto\\b|\\buntil\\b|\\btill?\\b|\\bthrough\\b|\\bthru\\b|\\btot en met\\b|\\btot\\b|\\bt\\/m\\b|\\bhasta\\b|\\ba\\b";
const between = new RegExp(`\\s*(?:${connection})\\s*`, "g");
/** Between the ends of what begins with "between". */
const and = /\s(?:and|y|e|en)\s/g;
const opening = /^(?:between|entre|tussen)\s+/;
const lead = /^(?:from|between|de|desde|van|vanaf|entre|tussen|open|abierto)\s+/;

/**
 * Both times typed in one go, such as "9-17:30", "de 9 a 17" or "van 9 tot 17"; nothing where it is not two times.
 */
export function splitTyped(typed: string): readonly [string, string] | undefined {
  const whole = partBehind(plain(typed));
  const text = whole
    .replace(lead, "")
    .replace(/\b(a|hasta|y) las?\b/g, "$1")
    .replace(/^las? /, "");
  // Each place where the text could be cut is tried: "quarter to 9 to 5" holds two of them, and one gives two times.
  const places = [...text.matchAll(between), ...(opening.test(whole) ? text.matchAll(and) : [])];
  const cuts = places.flatMap((match) => {
    const [from, to] = [text.slice(0, match.index), text.slice(match.index + match[0].length)];
    const readable = parseTime(from) !== undefined && parseTime(to) !== undefined;
    return from !== "" && to !== "" ? [{ pair: [from, to] as const, readable }] : [];
  });
  const readable = cuts.filter((cut) => cut.readable);
  // Where a part is no time the form says which; with more than one way to read it nobody can.
  return readable.length === 1 ? readable[0]?.pair : cuts.length === 1 ? cuts[0]?.pair : undefined;
}

/** Where one stretch of hours may end and another begin. */
const separators = /\s*(?:[,;/+&]|\band\b|\by\b|\ben\b|\bplus\b|\s)\s*/g;

/** Whether a text holds more than one stretch of hours: "9 a 14 y 16 a 20". */
function isSeveral(typed: string): boolean {
  const text = plain(typed);
  // The first part is one stretch, so that each part is read once and not every division of every part.
  const isOne = (part: string) => isStretch(parseOne(part));
  const isSome = (part: string) => isOne(part) || isSeveral(part);
  return [...text.matchAll(separators)].some(
    (match) => isOne(text.slice(0, match.index)) && isSome(text.slice(match.index + match[0].length)),
  );
}

function isStretch(hours: TypedRange | undefined): boolean {
  return hours !== undefined && hours.kind !== "refused";
}

/** Hours typed in one go; nothing where the text is not two times. */
export function parseHours(typed: string): TypedRange | undefined {
  const range = parseOne(typed);
  const isUnread = range === undefined || (range.kind === "refused" && range.why === "notATime");
  return isUnread && isSeveral(typed) ? { kind: "refused", field: "from", why: "several" } : range;
}

/** One stretch of hours. */
function parseOne(typed: string): TypedRange | undefined {
  const parts = splitTyped(typed);
  const range = parts && parseRange(...parts);
  // "0 to midnight" and "midnight to midnight" are the whole day.
  if (range?.kind === "refused" && range.why === "same" && isMidnight(parts)) {
    return { kind: "range", range: { from: 0, to: dayLength } };
  }
  return range;
}

function isMidnight(parts: readonly [string, string] | undefined): boolean {
  return parts !== undefined && parseTime(parts[0]) === 0 && /[a-z]/.test(parts[1]);
}

export type TypedDay =
  | { readonly kind: "hours"; readonly range: Range }
  | { readonly kind: "asked"; readonly choices: readonly Range[] }
  | { readonly kind: "allDay" }
  | { readonly kind: "closed" };

const allDay =
  /^(?:(?:las )?24 ?(?:h|hs|hours|horas|uur)|24\/7|(?:open )?all day|always|around the clock|todo el dia|siempre|(?:de )?hele dag|altijd|dag en nacht|dia y noche)$/;
const closed = /^(?:closed|off|cerrado|gesloten|dicht|-|–)$/;

/** All that can be typed for a day: hours, the whole day, or closed. */
export function parseDay(typed: string): TypedDay | undefined {
  const text = plain(typed);
  if (allDay.test(text)) {
    return { kind: "allDay" };
  }
  if (closed.test(text)) {
    return { kind: "closed" };
  }
  const hours = parseHours(typed);
  switch (hours?.kind) {
    case "range":
      return { kind: "hours", range: hours.range };
    case "asked":
      return hours;
    default:
      return undefined;
  }
}

/** 9:00, 22:30, 24:00; above 24 hours the time of the next day. */
export function showTime(minutes: number): string {
  const ofDay = minutes > dayLength ? minutes - dayLength : minutes;
  return `${Math.floor(ofDay / 60)}:${String(ofDay % 60).padStart(2, "0")}`;
}

/** 9:00 – 17:30. */
export function showRange(range: Range): string {
  return `${showTime(range.from)} – ${showTime(range.to)}`;
}
