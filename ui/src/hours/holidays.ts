/** Holidays as they are stored and edited: day and month, every year. Pure. */
import { isMembers } from "../agent/edits";
import type { JsonValue } from "../bridge";

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
