/** Clocks: what day and time it is in a zone, and hours as another zone sees them. What its clocks will do is the core's matter. */
import { collectRanges, type Ranges } from "./ranges";
import { type DayName, dayLength, days } from "./week";

const minuteInMilliseconds = 60_000;

export interface ZoneMoment {
  readonly day: DayName;
  /** Minute of the day, 0 to 1439. */
  readonly minute: number;
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

/** Minutes the zone is ahead of UTC, negative behind it; nothing for a zone nobody knows. */
export function offsetMinutes(zone: string, now: Date): number | undefined {
  const offset = offsetAt(zone, now.getTime());
  return offset === undefined ? undefined : Math.round(offset / minuteInMilliseconds);
}

/** The zone of this computer. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Minutes the clocks of `other` are ahead of those of `zone` at a moment; nothing where one is not known. */
export function minutesAhead(other: string, zone: string, now: Date): number | undefined {
  const [there, here] = [offsetMinutes(other, now), offsetMinutes(zone, now)];
  return there === undefined || here === undefined ? undefined : there - here;
}

/**
 * Hours as the clocks of another zone show them: what the ruler draws beside the agent's own. By the offsets of one moment, as the
 * ruler is of any week; in weeks between the changes of two zones the coverage board has the exact times.
 */
export function shiftedRanges(week: Ranges, minutes: number): Ranges {
  return collectRanges(
    days.flatMap((day, index) =>
      week[day].map(({ from, to }) => ({
        from: index * dayLength + from + minutes,
        to: index * dayLength + to + minutes,
      })),
    ),
  );
}
