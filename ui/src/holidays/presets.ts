/**
 * Public holidays by country and region, in the admin's language, out of `date-holidays`. Its code is under ISC; its data are
 * under CC BY-SA 3.0, gathered from Wikipedia, which `presetSource` says wherever they are shown.
 *
 * The library holds the rules of all countries and is loaded when somebody asks for presets, never at start-up.
 */
import type Holidays from "date-holidays";
import type { HolidayValues } from "./holidays";

export const presetSource = {
  name: "date-holidays",
  address: "https://github.com/commenthol/date-holidays",
  licence: "CC BY-SA 3.0",
  licenceAddress: "https://creativecommons.org/licenses/by-sa/3.0/",
} as const;

export interface PresetPlace {
  /** ISO 3166 code of a country, or the library's code of a region below it. */
  readonly code: string;
  readonly name: string;
}

/** A country, a region of it, and a part of that. */
export interface PresetChoice {
  readonly country: string;
  readonly region?: string;
  readonly part?: string;
}

/** Whether a holiday is on another day in another year: never, only when it would fall on certain weekdays, or always. */
export type Moves = "never" | "sometimes" | "always";

export interface PresetHoliday extends HolidayValues {
  /** The year it was computed for. */
  readonly year: number;
  readonly moves: Moves;
  /** Not known for the year after: ordered for this year only. */
  readonly once: boolean;
  /** A day off by law. Others are days of banks, of schools, or kept by some. */
  readonly official: boolean;
  /** Only a part of the day, such as the afternoon of Christmas Eve. */
  readonly partly: boolean;
}

const dayInMilliseconds = 86_400_000;

type Library = typeof Holidays;
let loading: Promise<Library> | undefined;

async function library(): Promise<Library> {
  loading ??= import("date-holidays").then((module) => module.default);
  try {
    return await loading;
  } catch (failure) {
    // The next attempt may succeed; a kept failure would last until the window is closed.
    loading = undefined;
    throw failure;
  }
}

function places(
  found: Readonly<Record<string, string>> | undefined,
  named: (code: string, name: string) => string,
  language: string,
) {
  return Object.entries(found ?? {})
    .map(([code, name]): PresetPlace => ({ code, name: named(code, name) }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
}

/** All countries with their names in a language (`es`). */
export async function presetCountries(language: string): Promise<readonly PresetPlace[]> {
  const Known = await library();
  const names = new Intl.DisplayNames([language, "en"], { type: "region", fallback: "none" });
  const named = (code: string, name: string) => {
    try {
      return names.of(code) ?? name;
    } catch {
      // Codes that are no ISO 3166 ones keep the library's name.
      return name;
    }
  };
  return places(new Known().getCountries(language), named, language);
}

/** A zone by its present name: `Asia/Calcutta` and `Asia/Kolkata` are one. */
function sameZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return zone;
  }
}

/** `MX` of `es-MX`; a language alone names no country. */
function regionOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).region;
  } catch {
    return undefined;
  }
}

/**
 * The country a zone (`Europe/Madrid`) lies in, by the library's own lists of zones; where none names it, the country of the
 * person's languages (`es-MX`). Nothing where neither is known.
 */
export async function presetCountryOf(
  zone: string | undefined,
  preferred: readonly string[],
): Promise<string | undefined> {
  const Known = await library();
  const countries = Object.keys(new Known().getCountries());
  const zonesOf = (country: string): readonly string[] => new Known(country).getTimezones() ?? [];
  const found =
    zone === undefined
      ? undefined
      : (countries.find((country) => zonesOf(country).includes(zone)) ??
        countries.find((country) => zonesOf(country).map(sameZone).includes(sameZone(zone))));
  return (
    found ?? preferred.map(regionOf).find((region) => region !== undefined && countries.includes(region))
  );
}

/** The regions of a country with holidays of their own, or the parts of a region; empty where there are none. */
export async function presetRegions(
  choice: { readonly country: string; readonly region?: string },
  language: string,
): Promise<readonly PresetPlace[]> {
  const Known = await library();
  const known = new Known();
  const found =
    choice.region === undefined
      ? known.getStates(choice.country, language)
      : known.getRegions(choice.country, choice.region, language);
  return places(found, (_, name) => name, language);
}

/** The holidays of a place in a year (1970 to 2100), in the order of the year. A feast of several days is one entry a day. */
export async function presetHolidays(
  choice: PresetChoice,
  year: number,
  language: string,
): Promise<readonly PresetHoliday[]> {
  const Known = await library();
  const { country, region, part } = choice;
  const known =
    region === undefined
      ? new Known(country)
      : part === undefined
        ? new Known(country, region)
        : new Known(country, region, part);
  const next = new Set(known.getHolidays(year + 1, language).map((each) => each.rule));
  const all = known
    .getHolidays(year, language)
    .filter((each) => each.type !== "observance")
    .flatMap((each) => {
      const first = Date.parse(`${each.date.slice(0, 10)}T00:00:00Z`);
      const length = (each.end.getTime() - each.start.getTime()) / dayInMilliseconds;
      const partly = !each.date.includes(" 00:00:00") || length < 0.9;
      // Days on which the clocks change are an hour off.
      const count = Math.max(1, Math.round(length));
      return Array.from({ length: count }, (_, ahead): PresetHoliday => {
        const date = new Date(first + ahead * dayInMilliseconds);
        return {
          name: each.name,
          day: date.getUTCDate(),
          month: date.getUTCMonth() + 1,
          year,
          moves: movesBy(each.rule, each.substitute === true),
          once: !next.has(each.rule),
          official: each.type === "public",
          partly,
        };
      });
    });
  const kept = all.filter(
    (each, index) =>
      !all
        .slice(0, index)
        .some((other) => other.day === each.day && other.month === each.month && other.name === each.name),
  );
  return kept.sort((a, b) => a.month - b.month || a.day - b.day);
}

/** By the library's grammar: a rule that begins with a month and a day, and has no condition, is the same every year. */
function movesBy(rule: string, substitute: boolean): Moves {
  if (substitute || !/^\d{2}-\d{2}\b/.test(rule)) {
    return "always";
  }
  // "and if" adds a day off beside the day itself, "if … then 00:00" changes its hours only; any other "if" moves it.
  const moving = rule.replace(/ and if .*/i, "").replace(/ if [a-z, ]+ then \d{1,2}:\d{2}/gi, "");
  return / if /i.test(moving) ? "sometimes" : "never";
}
