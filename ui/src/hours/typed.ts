/** Times as people type them, and as they are shown: 9, 9:30, 9.30, 0930, 9pm, 21h30, noon of a 24-hour day. */
import { dayLength, type Range } from "./week";

const form = /^(\d{1,2})(?:\s*[:.h]\s*(\d{2})?)?\s*(?:u|uur|uhr|hrs?|h)?\s*([ap])?\.?\s*(?:m\.?)?$/i;
const compact = /^(\d{1,2})(\d{2})\s*([ap])?\.?\s*(?:m\.?)?$/i;

/** The minute of the day, 0 to 1440, that was typed; nothing where it is no time. */
export function parseTime(typed: string): number | undefined {
  const text = typed.trim().toLowerCase();
  const parts = form.exec(text) ?? compact.exec(text);
  if (parts === null) {
    return undefined;
  }
  const [, hours = "", minutes = "0", half] = parts;
  // "9m" alone is no time: the m belongs to am and pm.
  if (half === undefined && text.endsWith("m")) {
    return undefined;
  }
  let hour = Number(hours);
  const minute = Number(minutes);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) {
      return undefined;
    }
    hour = (hour % 12) + (half === "p" ? 12 : 0);
  }
  const total = hour * 60 + minute;
  return minute <= 59 && total <= dayLength ? total : undefined;
}

export type TypedRange =
  | { readonly kind: "range"; readonly range: Range }
  | { readonly kind: "refused"; readonly field: "from" | "to"; readonly why: "notATime" | "same" | "late" };

/** Two typed times as hours of a day; an end earlier than the start lies on the next day. */
export function parseRange(from: string, to: string): TypedRange {
  const start = parseTime(from);
  const end = parseTime(to);
  if (start === undefined) {
    return { kind: "refused", field: "from", why: "notATime" };
  }
  if (end === undefined) {
    return { kind: "refused", field: "to", why: "notATime" };
  }
  if (start === dayLength) {
    return { kind: "refused", field: "from", why: "late" };
  }
  if (start === end) {
    return { kind: "refused", field: "to", why: "same" };
  }
  return { kind: "range", range: { from: start, to: end < start ? end + dayLength : end } };
}

/** Both times typed in one go, such as "9-17:30", for the first of the two fields. */
export function splitTyped(typed: string): readonly [string, string] | undefined {
  const parts = typed.split(/\s*(?:-|–|—|\bto\b|\btot\b|\ba\b|\bhasta\b)\s*/i).filter((part) => part !== "");
  const [from, to] = parts;
  return parts.length === 2 && from !== undefined && to !== undefined ? [from, to] : undefined;
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
