/** Holidays as they are stored and edited: day and month, every year. Pure. */

import type { JsonValue } from "../bridge";
import { isMembers } from "../bridge/members";

export interface Holiday {
  /** Its place in the stored list. */
  readonly index: number;
  readonly name: string;
  /** 1 to 31. */
  readonly day: number;
  /** 1 to 12. */
  readonly month: number;
}

export interface UnreadableHoliday {
  readonly index: number;
  readonly stored: string;
}

export interface Holidays {
  /** In the order of the year. */
  readonly dated: readonly Holiday[];
  readonly unreadable: readonly UnreadableHoliday[];
}

/** The days of each month in a leap year. */
const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether some year has this day. */
export function isDate(day: number, month: number): boolean {
  const last = longest[month - 1];
  return last !== undefined && Number.isInteger(day) && day >= 1 && day <= last;
}

export function isLeapDay(holiday: { readonly day: number; readonly month: number }): boolean {
  return holiday.day === 29 && holiday.month === 2;
}

/** Holidays that are counted from Easter, the moon or a weekday, and so fall on another date each year. */
const movable =
  /easter|good friday|ash wednesday|ascension|pentecost|whit ?(mon|sun)|corpus christi|thanksgiving|mardi gras|carnival|memorial day|labor day|bank holiday|(jueves|viernes|s[áa]bado) santo|pascua|ascensi[óo]n|pentecost[ée]s|carnaval|pasen|paasdag|goede vrijdag|hemelvaart|pinkster|ramadan|\be(i|')?d\b|suikerfeest|offerfeest|diwali|hanuk|chanoeka|yom kippur|rosh hashan|passover|lunar new year|chinese new year/i;

export function isMovable(name: string): boolean {
  return movable.test(name);
}

/** The stored list; nothing where it is none. */
export function readHolidays(stored: JsonValue): Holidays | undefined {
  if (stored === null) {
    return { dated: [], unreadable: [] };
  }
  if (!Array.isArray(stored)) {
    return undefined;
  }
  const dated: Holiday[] = [];
  const unreadable: UnreadableHoliday[] = [];
  stored.forEach((item, index) => {
    if (item === null) {
      return;
    }
    const { name = null, day, month } = isMembers(item) ? item : {};
    const named = name === null || typeof name === "string";
    if (named && typeof day === "number" && typeof month === "number" && isDate(day, month)) {
      dated.push({ index, name: name ?? "", day, month });
    } else {
      unreadable.push({ index, stored: JSON.stringify(item) });
    }
  });
  dated.sort((a, b) => a.month - b.month || a.day - b.day || a.index - b.index);
  return { dated, unreadable };
}

export interface HolidayValues {
  readonly name: string;
  readonly day: number;
  readonly month: number;
}

/** The list with one more, or with one changed and all that is stored beside its date and name kept. */
export function putHoliday(stored: JsonValue, index: number | undefined, values: HolidayValues): JsonValue {
  const list = Array.isArray(stored) ? stored : [];
  const { name, day, month } = values;
  if (index === undefined) {
    return [...list, { name, day, month }];
  }
  return list.map((item, at) =>
    at === index ? { ...(isMembers(item) ? item : {}), name, day, month } : item,
  );
}

export function withoutHoliday(stored: JsonValue, index: number): JsonValue {
  return Array.isArray(stored) ? stored.filter((_, at) => at !== index) : stored;
}

export interface HolidaysAdded {
  readonly stored: JsonValue;
  readonly added: number;
  /** Those whose day was in the list already; the list keeps what it had. */
  readonly present: readonly HolidayValues[];
}

/** The list with many more, each day once. */
export function addHolidays(stored: JsonValue, more: readonly HolidayValues[]): HolidaysAdded {
  const taken = new Set(readHolidays(stored)?.dated.map(({ day, month }) => month * 100 + day));
  const present: HolidayValues[] = [];
  const added: HolidayValues[] = [];
  for (const holiday of more) {
    const date = holiday.month * 100 + holiday.day;
    (taken.has(date) ? present : added).push(holiday);
    taken.add(date);
  }
  const list = added.reduce((next, holiday) => putHoliday(next, undefined, holiday), stored);
  return { stored: list, added: added.length, present };
}

/** A day of a calendar file, as the core found it. */
export interface FileDay extends HolidayValues {
  /** The years it is written for; none where it comes back every year. */
  readonly years: readonly number[];
  /** Of a day that comes back, the years ahead in which it does not come. */
  readonly leftOut: readonly number[];
  readonly movable: boolean;
}

export interface FileChoice extends FileDay {
  /** The year that is meant: the next one the day comes in, or its last. */
  readonly year: number | undefined;
  /** Whether it is worth taking over: it comes every year, or is still ahead. */
  readonly ahead: boolean;
}

/**
 * The days of a calendar file with what to take over to begin with. Of a feast that moves only the next one, for only day and
 * month can be stored.
 */
export function choicesOfFile(found: readonly FileDay[], today: Date): readonly FileChoice[] {
  const now = today.getFullYear() * 10_000 + (today.getMonth() + 1) * 100 + today.getDate();
  const at = (day: FileDay, year: number) => year * 10_000 + day.month * 100 + day.day;
  const nextOf = new Map<string, number>();
  const choices = found.map((day): FileChoice => {
    const year = day.years.find((each) => at(day, each) >= now) ?? day.years.at(-1);
    const ahead = year === undefined || at(day, year) >= now;
    if (day.movable && year !== undefined && ahead) {
      nextOf.set(day.name, Math.min(nextOf.get(day.name) ?? year, year));
    }
    return { ...day, year, ahead };
  });
  return choices.map((choice) => ({
    ...choice,
    ahead: choice.ahead && (!choice.movable || nextOf.get(choice.name) === choice.year),
  }));
}
