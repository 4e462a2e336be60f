/** The days of a year as a calendar lays them out, and where the keys go in it. Pure; days are UTC so that no clock moves them. */
import type { CalendarDate, Weekday } from "../i18n";

/** The years that can be shown; holidays are known for these. */
export const firstYear = 1970;
export const lastYear = 2100;

const dayInMilliseconds = 86_400_000;

function momentOf({ year, month, day }: CalendarDate): number {
  return Date.UTC(year, month - 1, day);
}

function dayAt(moment: number): CalendarDate {
  const date = new Date(moment);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export function weekdayOf(day: CalendarDate): Weekday {
  return (((new Date(momentOf(day)).getUTCDay() + 6) % 7) + 1) as Weekday;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The weeks of a month, seven places each; places of other months are empty. */
export function weeksOf(
  year: number,
  month: number,
  order: readonly Weekday[],
): readonly (readonly (CalendarDate | undefined)[])[] {
  const before = order.indexOf(weekdayOf({ year, month, day: 1 }));
  const count = daysIn(year, month);
  return Array.from({ length: Math.ceil((before + count) / 7) }, (_, week) =>
    order.map((_weekday, place) => {
      const day = week * 7 + place - before + 1;
      return day >= 1 && day <= count ? { year, month, day } : undefined;
    }),
  );
}

/** The same day so many months on, or the last one of a shorter month. */
function monthsOn({ year, month, day }: CalendarDate, months: number): CalendarDate {
  const at = year * 12 + month - 1 + months;
  const to = { year: Math.floor(at / 12), month: (at % 12) + 1 };
  return { ...to, day: Math.min(day, daysIn(to.year, to.month)) };
}

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
}

/** The day a key leads to; nothing for other keys, and for days beyond the years that can be shown. */
export function dayByKey(
  from: CalendarDate,
  { key, shiftKey }: Pressed,
  order: readonly Weekday[],
  mirrored: boolean,
): CalendarDate | undefined {
  const on = (days: number) => dayAt(momentOf(from) + days * dayInMilliseconds);
  const place = order.indexOf(weekdayOf(from));
  const to = () => {
    switch (key) {
      case "ArrowLeft":
        return on(mirrored ? 1 : -1);
      case "ArrowRight":
        return on(mirrored ? -1 : 1);
      case "ArrowUp":
        return on(-7);
      case "ArrowDown":
        return on(7);
      case "Home":
        return on(-place);
      case "End":
        return on(6 - place);
      case "PageUp":
        return monthsOn(from, shiftKey ? -12 : -1);
      case "PageDown":
        return monthsOn(from, shiftKey ? 12 : 1);
      default:
        return undefined;
    }
  };
  const day = to();
  return day !== undefined && day.year >= firstYear && day.year <= lastYear ? day : undefined;
}
