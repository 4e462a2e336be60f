/** Dates, numbers and lists as people of the language in use write them. */

/** 1 is Monday, 7 is Sunday, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A day of the calendar, in no time zone. */
export interface CalendarDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

export interface Format {
  readonly language: string;
  number(value: number): string;
  percent(share: number): string;
  date(moment: Date, timeZone?: string): string;
  dateTime(moment: Date, timeZone?: string): string;
  time(moment: Date, timeZone?: string): string;
  /** A day of the year without a year, such as 25 December. */
  dayOfYear(month: number, day: number): string;
  /** A day of the calendar with its weekday: "Fri 26 Mar", "Friday 26 March", with the year where it is wanted. */
  calendarDay(day: CalendarDate, width: "short" | "long", year?: "numeric"): string;
  relative(moment: Date, now: Date): string;
  list(items: readonly string[]): string;
  weekday(day: Weekday, width?: "short" | "long" | "narrow"): string;
  /** The days of the week in the order people here read them. */
  week(): readonly Weekday[];
  region(code: string): string;
  languageName(tag: string): string;
  compare(a: string, b: string): number;
}

// The first of January 2024 was a Monday.
const monday = Date.UTC(2024, 0, 1, 12);
const dayLength = 86_400_000;

const firstDays: Readonly<Record<string, Weekday>> = { en: 7, es: 1, nl: 1 };

interface WeekAware {
  getWeekInfo?: () => { firstDay: number };
  weekInfo?: { firstDay: number };
}

/** The day a week starts on for this person: their region where the system tells it, else what is usual for the language. */
export function firstDayOfWeek(
  language: string,
  preferred: readonly string[] = navigator.languages,
): Weekday {
  const regional = preferred.find((tag) => tag.includes("-") && tag.startsWith(language)) ?? language;
  try {
    const locale = new Intl.Locale(regional) as Intl.Locale & WeekAware;
    const day = (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay;
    if (day !== undefined && day >= 1 && day <= 7) {
      return day as Weekday;
    }
  } catch {
    // An unusual tag from the system: the language's own habit is right enough.
  }
  return firstDays[language] ?? 1;
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

function orFallback(make: () => string | undefined, fallback: string): string {
  try {
    return make() ?? fallback;
  } catch {
    return fallback;
  }
}

/** From here on a number is written by its first figures and its power of ten: nobody reads 300 figures, and no line holds them. */
const widest = 1e15;

/** A number of at most some 20 letters. */
export function shownNumber(value: number, language: string): string {
  const wide = Math.abs(value) >= widest;
  const options = wide ? ({ notation: "scientific", maximumFractionDigits: 3 } as const) : {};
  return new Intl.NumberFormat(language, options).format(value);
}

/** Numbers that a sentence was given, no wider than they should be. */
export function withShownNumbers(sentence: string, values: readonly unknown[], language: string): string {
  return values
    .filter((value) => typeof value === "number")
    .filter((value) => Math.abs(value) >= widest && Number.isFinite(value))
    .reduce(
      (words, value) =>
        words.replaceAll(new Intl.NumberFormat(language).format(value), shownNumber(value, language)),
      sentence,
    );
}

export function formatFor(language: string, preferred: readonly string[] = navigator.languages): Format {
  const regional = preferred.find((tag) => tag.startsWith(`${language}-`)) ?? language;
  const collator = new Intl.Collator(language, { sensitivity: "base", numeric: true });
  const regions = new Intl.DisplayNames([language], { type: "region", fallback: "code" });
  const tongues = new Intl.DisplayNames([language], { type: "language", fallback: "code" });
  const lists = new Intl.ListFormat(language, { type: "conjunction" });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const moment = (at: Date, options: Intl.DateTimeFormatOptions) =>
    orFallback(() => new Intl.DateTimeFormat(regional, options).format(at), at.toISOString());
  const first = firstDayOfWeek(language, preferred);
  // A year has many days; making the formatter is what takes its time.
  const calendarDays = new Map<string, Intl.DateTimeFormat>();
  const calendarDay = (width: "short" | "long", year?: "numeric") => {
    const key = `${width} ${year ?? ""}`;
    const known =
      calendarDays.get(key) ??
      new Intl.DateTimeFormat(regional, {
        weekday: width,
        day: "numeric",
        month: width,
        year,
        timeZone: "UTC",
      });
    calendarDays.set(key, known);
    return known;
  };
  const week = Array.from({ length: 7 }, (_, at) => (((first - 1 + at) % 7) + 1) as Weekday);
  return {
    language,
    number: (value) => shownNumber(value, language),
    percent: (share) => new Intl.NumberFormat(language, { style: "percent" }).format(share),
    date: (at, timeZone) => moment(at, { dateStyle: "medium", timeZone }),
    dateTime: (at, timeZone) => moment(at, { dateStyle: "medium", timeStyle: "short", timeZone }),
    time: (at, timeZone) => moment(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }),
    dayOfYear: (month, day) =>
      new Intl.DateTimeFormat(regional, { month: "short", day: "numeric", timeZone: "UTC" }).format(
        Date.UTC(2024, month - 1, day, 12),
      ),
    calendarDay: ({ year, month, day }, width, withYear) =>
      calendarDay(width, withYear).format(Date.UTC(year, month - 1, day, 12)),
    relative: (at, now) => {
      const seconds = (at.getTime() - now.getTime()) / 1000;
      for (const [unit, size] of steps) {
        if (Math.abs(seconds) >= size) {
          return relative.format(Math.round(seconds / size), unit);
        }
      }
      return relative.format(0, "second");
    },
    list: (items) => lists.format(items),
    weekday: (day, width = "short") =>
      new Intl.DateTimeFormat(language, { weekday: width, timeZone: "UTC" })
        .format(monday + (day - 1) * dayLength)
        .replace(/\.$/, ""),
    week: () => week,
    region: (code) => orFallback(() => regions.of(code.toUpperCase()), code),
    languageName: (tag) => orFallback(() => tongues.of(tag), tag),
    compare: (a, b) => collator.compare(a, b),
  };
}
