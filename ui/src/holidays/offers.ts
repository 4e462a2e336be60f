/** Public holidays and the days of a calendar file as they are offered: with their dates and marks in words. Pure. */
import type { JsonValue } from "../bridge";
import type { Texts } from "../i18n";
import { type OfferedDay, presentIn } from "./choices";
import { type FileChoice, type HolidayValues, readHolidays } from "./holidays";
import type { PresetHoliday } from "./presets";

interface Around extends Pick<Texts, "t" | "format"> {
  readonly stored: JsonValue;
  readonly today: Date;
}

export function offersOf(
  days: readonly PresetHoliday[],
  { stored, today, t, format }: Around,
): readonly OfferedDay[] {
  const present = presentIn(stored);
  const begin = Date.UTC(today.getFullYear(), today.getMonth(), today.getDate());
  return days.map((day): OfferedDay => {
    // Of a day that does not come back on this date only one that is still ahead is of use.
    const gone = (day.moves === "always" || day.once) && Date.UTC(day.year, day.month - 1, day.day) < begin;
    const elsewhere = otherDateOf(day, stored);
    const marks = [
      ...(day.official ? [] : [t("holidays.notOfficial")]),
      ...(day.partly ? [t("holidays.partly")] : []),
      ...(day.once
        ? [t("holidays.once", { year: String(day.year) })]
        : day.moves === "always"
          ? [t("hours.movable")]
          : day.moves === "sometimes"
            ? [t("holidays.sometimes")]
            : []),
      ...(gone ? [t("holidays.gone")] : []),
      ...(elsewhere === undefined
        ? []
        : [t("holidays.elsewhere", { date: format.dayOfYear(elsewhere.month, elsewhere.day) })]),
    ];
    return {
      name: day.name,
      day: day.day,
      month: day.month,
      key: holidayKey(day),
      date: format.calendarDay(day, "short"),
      marks,
      advised: day.official && !day.partly && !gone,
      present: present(day),
    };
  });
}

export function fileOffersOf(
  days: readonly FileChoice[],
  { stored, t, format }: Omit<Around, "today">,
): readonly OfferedDay[] {
  const present = presentIn(stored);
  return days.map((day): OfferedDay => {
    const { year } = day;
    return {
      name: day.name === "" ? t("holidays.unnamedDay") : day.name,
      day: day.day,
      month: day.month,
      key: holidayKey(day),
      date:
        year === undefined
          ? format.dayOfYear(day.month, day.day)
          : format.calendarDay({ ...day, year }, "short", "numeric"),
      marks: [
        year === undefined
          ? t("holidays.yearly")
          : day.movable
            ? t("hours.movable")
            : day.leftOut.length > 0
              ? t("holidays.notEveryYear", { years: format.list(day.leftOut.map(String)) })
              : day.years.length === 1
                ? t("holidays.once", { year: String(year) })
                : t("holidays.years", { years: format.list(day.years.map(String)) }),
      ],
      advised: day.ahead,
      present: present(day),
    };
  });
}

const holidayKey = ({ month, day, name }: HolidayValues) => `${month}-${day} ${name}`;

/** Where the list has a holiday of this name on another day: last year's date of one that moves. */
function otherDateOf(wanted: HolidayValues, stored: JsonValue) {
  const name = wanted.name.toLocaleLowerCase();
  const same = readHolidays(stored)?.dated.filter((each) => each.name.toLocaleLowerCase() === name) ?? [];
  return same.some(({ day, month }) => day === wanted.day && month === wanted.month) ? undefined : same[0];
}
