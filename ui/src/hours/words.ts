/** Hours in words: short beside the picture, whole sentences for those who hear them. */
import type { JsonValue } from "../bridge";
import { type Format, text, type Weekday } from "../i18n";
import { showRange, showTime } from "./typed";
import {
  crossesMidnight,
  type Day,
  type DayName,
  days,
  isWholeDay,
  type Range,
  rangeOf,
  readWeek,
  sameRange,
  totalOf,
} from "./week";

/** "8 h 30 min". */
export function shortLength(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (rest === 0) {
    return text("hours.shortHours", { hours });
  }
  return hours === 0
    ? text("hours.shortMinutes", { minutes: rest })
    : text("hours.shortBoth", { hours, minutes: rest });
}

/** "8 and a half hours". */
export function longLength(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (rest === 0) {
    return text("hours.longHours", { hours });
  }
  if (hours === 0) {
    return text("hours.longMinutes", { minutes: rest });
  }
  return rest === 30
    ? text("hours.longHalf", { hours })
    : text("hours.longBoth", {
        hours: text("hours.longHours", { hours }),
        minutes: text("hours.longMinutes", { minutes: rest }),
      });
}

/** "9:00 to 17:30", "18:00 to 2:00 on the next day", "open all day". */
export function rangeWords(range: Range): string {
  if (isWholeDay(range)) {
    return text("hours.openAllDay");
  }
  const times = { from: showTime(range.from), to: showTime(range.to) };
  return text(crossesMidnight(range) ? "hours.rangeNextDay" : "hours.range", times);
}

/** What stands in the bar and beside "was". */
export function shortRange(range: Range): string {
  return isWholeDay(range) ? text("hours.allDay") : showRange(range);
}

export function dayNumber(day: DayName): Weekday {
  return (days.indexOf(day) + 1) as Weekday;
}

export function dayWords(day: DayName, format: Format): string {
  return format.weekday(dayNumber(day), "long");
}

/** "Monday, 9:00 to 17:30, 8 and a half hours". */
export function spoken(day: DayName, hours: Day, format: Format): string {
  const name = dayWords(day, format);
  switch (hours.kind) {
    case "closed":
      return text("hours.spokenClosed", { day: name });
    case "unreadable":
      return `${name}, ${text("hours.unreadableHint")}`;
    case "open":
      return isWholeDay(hours.range)
        ? text("hours.spokenAllDay", { day: name })
        : text("hours.spoken", {
            day: name,
            range: rangeWords(hours.range),
            length: longLength(hours.range.to - hours.range.from),
          });
  }
}

/** What a stored week says now that another did not: the day, or the length of the whole where several days changed. */
export function differenceWords(before: JsonValue, after: JsonValue, format: Format): string | undefined {
  const [was, is] = [readWeek(before), readWeek(after)];
  if (is === undefined) {
    return undefined;
  }
  const changed = days.filter(
    (day) =>
      was === undefined || was[day].kind !== is[day].kind || !sameRange(rangeOf(was[day]), rangeOf(is[day])),
  );
  const [only] = changed;
  if (only === undefined) {
    return undefined;
  }
  const total = totalOf(is);
  return changed.length === 1
    ? spoken(only, is[only], format)
    : text("hours.spokenWeek", { length: longLength(total.minutes), days: total.openDays });
}
