/** The agent's own clock: what day and time it is there, and when its clocks change next. */
import { type DayName, days } from "./week";

const dayInMilliseconds = 86_400_000;
const minuteInMilliseconds = 60_000;

export interface ZoneMoment {
  readonly day: DayName;
  /** Minute of the day, 0 to 1439. */
  readonly minute: number;
}

export interface ZoneClockChange {
  /** A moment of the day on which the clocks change. */
  readonly at: Date;
  /** Minutes the clocks are put forward; negative where they are put back. */
  readonly minutes: number;
}

/** Milliseconds the zone is ahead of UTC at a moment; nothing for a zone nobody knows. */
function offsetAt(zone: string, at: number): number | undefined {
  try {
    const parts = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    }).formatToParts(at);
    const part = (type: Intl.DateTimeFormatPartTypes) =>
      Number(parts.find((each) => each.type === type)?.value);
    const shown = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    );
    return shown - Math.floor(at / 1000) * 1000;
  } catch {
    return undefined;
  }
}

export function momentIn(zone: string, now: Date): ZoneMoment | undefined {
  const offset = offsetAt(zone, now.getTime());
  if (offset === undefined) {
    return undefined;
  }
  const shown = new Date(now.getTime() + offset);
  const day = days[(shown.getUTCDay() + 6) % 7];
  return day && { day, minute: shown.getUTCHours() * 60 + shown.getUTCMinutes() };
}

/** The next change of the clocks within so many days. */
export function nextClockChange(zone: string, now: Date, within: number): ZoneClockChange | undefined {
  let start = now.getTime();
  const before = offsetAt(zone, start);
  for (let day = 1; day <= within && before !== undefined; day += 1) {
    let end = now.getTime() + day * dayInMilliseconds;
    const after = offsetAt(zone, end);
    if (after !== undefined && after !== before) {
      while (end - start > minuteInMilliseconds) {
        const middle = Math.floor((start + end) / 2);
        if (offsetAt(zone, middle) === before) {
          start = middle;
        } else {
          end = middle;
        }
      }
      return { at: new Date(end), minutes: Math.round((after - before) / minuteInMilliseconds) };
    }
    start = end;
  }
  return undefined;
}
