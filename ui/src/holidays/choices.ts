/** Days that are offered for the list of holidays, and which of them are chosen. Pure. */
import type { JsonValue } from "../bridge";
import { addHolidays, type HolidaysAdded, type HolidayValues, readHolidays } from "./holidays";

/** A day that can be added. */
export interface OfferedDay extends HolidayValues {
  /** Unique among those offered. */
  readonly key: string;
  /** The day in words. */
  readonly date: string;
  /** What has to be known about it, in words. */
  readonly marks: readonly string[];
  /** Whether it is chosen until the admin says otherwise. */
  readonly advised: boolean;
  /** Whether the list has a holiday on this day already. */
  readonly present: boolean;
}

/** What the admin said otherwise about, by key. */
export type Chosen = ReadonlyMap<string, boolean>;

export function isChosen(day: OfferedDay, chosen: Chosen): boolean {
  return !day.present && (chosen.get(day.key) ?? day.advised);
}

/** Whether the stored list has a holiday on a day. */
export function presentIn(stored: JsonValue): (day: HolidayValues) => boolean {
  const taken = new Set(readHolidays(stored)?.dated.map(({ day, month }) => month * 100 + day));
  return ({ day, month }) => taken.has(month * 100 + day);
}

/** The stored list with the chosen days; those that were advised but are in it already are counted as present. */
export function addChosen(stored: JsonValue, offered: readonly OfferedDay[], chosen: Chosen): HolidaysAdded {
  const wanted = offered.filter((day) => isChosen(day, chosen) || (day.present && day.advised));
  return addHolidays(
    stored,
    wanted.map(({ name, day, month }) => ({ name, day, month })),
  );
}
