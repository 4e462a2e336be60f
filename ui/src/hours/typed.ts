/**
 * Times as people type them in English, Spanish and Dutch, and as they are shown.
 *
 * All three languages are understood at once, whatever language the window has: an admin in Utrecht with an English window still
 * types "half negen". What would mean one thing in one language and another in the next is decided here:
 *
 * - A number alone is an hour of the 24-hour day: 9 is 9:00 and 5 is 5:00, never 17:00. Three or four digits are hours and
 *   minutes: 930, 0900.
 * - "9 to 5" is the one exception, for nobody means 9:00 to 5:00 the next morning by it: in a range typed in one go, where both
 *   are bare hours from 1 to 12 and the end is not later than the start, the end lies twelve hours later. "22-6" has an hour
 *   above 12 and goes past midnight; "9:00-5:00" is written out and does, too. "7 to 7" is 7:00 to 19:00.
 * - "half 9" and "half negen" are Dutch: 8:30. In English "half nine" is 9:30 to many, so only "half past 9" is taken for that;
 *   "half nine" in English words is refused, for a guess would be an hour off for one of the two.
 * - 12am and midnight are 0:00, and 24:00 at the end of a range; 12pm and noon are 12:00. 0pm and 13pm are no times.
 * - "9 de la mañana" is 9:00, "9 de la tarde" 21:00, "12 de la noche" midnight, "2 de la madrugada" 2:00.
 * - 24:00 is the end of the day, and nothing is later.
 */
import { fold } from "../i18n";
import { dayLength, type Range } from "./week";

const numbers: Readonly<Record<string, number>> = Object.fromEntries(
  [
    "one two three four five six seven eight nine ten eleven twelve",
    "una dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "een twee drie vier vijf zes zeven acht negen tien elf twaalf",
  ].flatMap((names) => names.split(" ").map((name, index) => [name, index + 1])),
);
const dutchNumbers = new Set("een twee drie vier vijf zes zeven acht negen tien elf twaalf".split(" "));
const spokenMinutes: Readonly<Record<string, number>> = {
  ...numbers,
  quarter: 15,
  kwart: 15,
  cuarto: 15,
  media: 30,
  half: 30,
  veinte: 20,
  veinticinco: 25,
  twenty: 20,
  twintig: 20,
};

const word = "\\d{1,2}|[a-z]+";
/** What says which half of the day is meant. */
const half = "(?:(?<am>a\\.?\\s?m\\.?|a)|(?<pm>p\\.?\\s?m\\.?|p))";
const clock = new RegExp(
  `^(?<hour>\\d{1,2})(?:\\s?(?:[:.]|h|u)\\s?(?<minute>\\d{2}))?\\s?(?:h|hrs?|hours?|horas?|uur|u|o'?clock)?\\s?${half}?$`,
);
const compact = new RegExp(`^(?<hour>\\d{1,2})(?<minute>\\d{2})\\s?(?:h|hrs?|hours?|uur)?\\s?${half}?$`);
const named = /^(?:(?<noon>noon|midday|mediodia|middag)|(?<midnight>midnight|medianoche|middernacht))$/;
const halfBefore = new RegExp(`^half (?<hour>${word})$`);
const past = new RegExp(
  `^(?:(?<minute>${word})(?: minutes?| minuten)? )(?<way>past|after|over|na|to|before|voor) (?<hour>${word})$`,
);
const dutchAroundHalf = new RegExp(
  `^(?<minute>${word})(?: minuten)? (?<way>voor|over) half (?<hour>${word})$`,
);
const spanish = new RegExp(`^(?<hour>${word}) (?<way>y|menos) (?<minute>${word})$`);

type Half = "am" | "pm" | "noonward" | "night" | "small" | undefined;

/** Words after the time that say which part of the day is meant, and what they make of the hour. */
const partsOfDay: readonly (readonly [RegExp, Half])[] = [
  [/ (?:in the morning|de la manana|por la manana|'s ochtends|'s morgens|s ochtends|s morgens)$/, "am"],
  [/ (?:de la madrugada|'s nachts|s nachts)$/, "small"],
  [
    / (?:in the afternoon|de la tarde|por la tarde|del mediodia|de mediodia|'s middags|s middags)$/,
    "noonward",
  ],
  [/ (?:in the evening|'s avonds|s avonds)$/, "pm"],
  [/ (?:at night|de la noche|por la noche)$/, "night"],
];

/** Lower case, without accents, with single spaces and the spellings of one thing made one. */
function plain(typed: string): string {
  return fold(typed.trim()).replace(/[’`´]/g, "'").replace(/\s+/g, " ");
}

function hourOf(name: string | undefined): number | undefined {
  const hour = name === undefined ? undefined : (numbers[name] ?? (/^\d+$/.test(name) ? Number(name) : NaN));
  return hour !== undefined && hour >= 0 && hour <= 24 ? hour : undefined;
}

function minuteOf(name: string | undefined): number | undefined {
  const minute =
    name === undefined ? undefined : (spokenMinutes[name] ?? (/^\d+$/.test(name) ? Number(name) : NaN));
  return minute !== undefined && minute >= 0 && minute <= 59 ? minute : undefined;
}

function sum(hour: number | undefined, minute: number | undefined): number | undefined {
  if (hour === undefined || minute === undefined) {
    return undefined;
  }
  const total = hour * 60 + minute;
  return total >= 0 && total <= dayLength ? total : undefined;
}

/** An hour said by the 12-hour clock is one from 1 to 12. */
function inHalf(minutes: number | undefined, part: Half): number | undefined {
  if (part === undefined || minutes === undefined) {
    return minutes;
  }
  const late = minutes >= 13 * 60;
  if (minutes < 60 && part !== "small") {
    return undefined;
  }
  const onTwelve = minutes % 720;
  switch (part) {
    case "am":
      return late ? undefined : onTwelve;
    case "small":
      return late ? undefined : minutes < 60 ? minutes : onTwelve;
    case "pm":
      // "21:00 in the evening" says it twice and is right.
      return minutes >= 13 * 60 ? minutes : onTwelve + 720;
    case "noonward":
      return late ? minutes : onTwelve + 720;
    case "night":
      // Twelve at night is midnight, and one to five at night are after it.
      return late ? minutes : onTwelve < 6 * 60 ? onTwelve : onTwelve + 720;
  }
}

function digital(text: string): number | undefined {
  const groups = (clock.exec(text) ?? compact.exec(text))?.groups;
  if (groups === undefined) {
    return undefined;
  }
  const total = sum(Number(groups.hour), minuteOf(groups.minute ?? "0"));
  const part = groups.am !== undefined ? "am" : groups.pm !== undefined ? "pm" : undefined;
  const written = Number(groups.hour);
  return part !== undefined && (written < 1 || written > 12) ? undefined : inHalf(total, part);
}

/** Times said in words: "half negen", "kwart over 9", "quarter past nine", "las nueve y media". */
function said(text: string): number | undefined {
  const whole = hourOf(numbers[text] === undefined ? undefined : text);
  if (whole !== undefined) {
    return whole * 60;
  }
  const dutchHalf = halfBefore.exec(text)?.groups?.hour;
  if (dutchHalf !== undefined) {
    const dutch = /^\d+$/.test(dutchHalf) || dutchNumbers.has(dutchHalf);
    const hour = hourOf(dutchHalf);
    return dutch && hour !== undefined && hour >= 1 && hour <= 12 ? sum(hour, -30) : undefined;
  }
  const around = dutchAroundHalf.exec(text)?.groups;
  if (around !== undefined) {
    const [hour, minute] = [hourOf(around.hour), minuteOf(around.minute)];
    const halfway = hour === undefined || hour < 1 || hour > 12 ? undefined : sum(hour, -30);
    return halfway === undefined || minute === undefined || minute > 15
      ? undefined
      : halfway + (around.way === "over" ? minute : -minute);
  }
  const groups = (past.exec(text) ?? spanish.exec(text))?.groups;
  if (groups === undefined) {
    return undefined;
  }
  const minute = minuteOf(groups.minute);
  const later = ["past", "after", "over", "na", "y"].includes(groups.way ?? "");
  return minute === undefined || minute === 0
    ? undefined
    : sum(hourOf(groups.hour), later ? minute : -minute);
}

/** The minute of the day, 0 to 1440, that was typed; nothing where it is no time. */
export function parseTime(typed: string): number | undefined {
  let text = plain(typed).replace(/^(?:at|om|a las|a la|al|a|las|la|el)\s(?=\S)/, "");
  const name = named.exec(text)?.groups;
  if (name !== undefined) {
    return name.noon !== undefined ? 720 : 0;
  }
  let part: Half;
  for (const [form, meant] of partsOfDay) {
    if (form.test(text)) {
      part = meant;
      text = text.replace(form, "");
      break;
    }
  }
  text = text.replace(/ (?:en punto|sharp|o'?clock|uur|horas)$/, "");
  const minutes = digital(text) ?? said(text);
  return inHalf(minutes, part);
}

export type TypedRange =
  | { readonly kind: "range"; readonly range: Range }
  | { readonly kind: "refused"; readonly field: "from" | "to"; readonly why: "notATime" | "same" | "late" };

/** Two typed times as hours of a day; an end earlier than the start lies on the next day. */
export function parseRange(from: string, to: string): TypedRange {
  const start = parseTime(from);
  const end = parseTime(to);
  if (start === undefined) {
    return { kind: "refused", field: "from", why: "notATime" };
  }
  if (end === undefined) {
    return { kind: "refused", field: "to", why: "notATime" };
  }
  if (start === dayLength) {
    return { kind: "refused", field: "from", why: "late" };
  }
  // The same midnight at both ends is the whole day only where the end is written 24:00.
  if (start === end) {
    return { kind: "refused", field: "to", why: "same" };
  }
  return { kind: "range", range: { from: start, to: end < start ? end + dayLength : end } };
}

const between = /\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b|\btot\b|\bhasta\b|\ba\b)\s*/giu;
const lead = /^(?:from|between|de|desde|van)\s+/;

const bareHour = /^(?:1[0-2]|[1-9])$/;

/**
 * Both times typed in one go, such as "9-17:30", "de 9 a 17" or "van 9 tot 17"; nothing where it is not two times. "9 to 5" comes
 * out as 9 and 17.
 */
export function splitTyped(typed: string): readonly [string, string] | undefined {
  const text = plain(typed)
    .replace(lead, "")
    .replace(/\ba las\b/g, "a")
    .replace(/^las? /, "");
  // Each place where the text could be cut is tried: "quarter to 9 to 5" holds two of them, and one gives two times.
  const cuts = [...text.matchAll(between)].flatMap((match) => {
    const [from, to] = [text.slice(0, match.index), text.slice(match.index + match[0].length)];
    const whole = parseTime(from) !== undefined && parseTime(to) !== undefined;
    return from !== "" && to !== "" ? [{ pair: [from, to] as const, whole }] : [];
  });
  const readable = cuts.filter((cut) => cut.whole);
  // Where a part is no time the form says which; with more than one way to read it nobody can.
  const pair = readable.length === 1 ? readable[0]?.pair : cuts.length === 1 ? cuts[0]?.pair : undefined;
  if (pair === undefined) {
    return undefined;
  }
  const [from, to] = pair;
  const officeHours = bareHour.test(from) && bareHour.test(to) && Number(to) <= Number(from);
  return officeHours ? [from, String(Number(to) + 12)] : pair;
}

/** Hours typed in one go; nothing where the text is not two times. */
export function parseHours(typed: string): TypedRange | undefined {
  const parts = splitTyped(typed);
  if (parts === undefined) {
    return undefined;
  }
  const [from, to] = parts;
  const range = parseRange(from, to);
  // "0 to midnight" and "midnight to midnight" are the whole day.
  if (range.kind === "refused" && range.why === "same" && parseTime(from) === 0 && named.test(to)) {
    return { kind: "range", range: { from: 0, to: dayLength } };
  }
  return range;
}

export type TypedDay =
  | { readonly kind: "hours"; readonly range: Range }
  | { readonly kind: "allDay" }
  | { readonly kind: "closed" };

const allDay =
  /^(?:24 ?(?:h|hours|horas|uur)|24\/7|all day|always|todo el dia|siempre|hele dag|de hele dag|altijd)$/;
const closed = /^(?:closed|off|cerrado|gesloten|dicht|-|–)$/;

/** All that can be typed for a day: hours, the whole day, or closed. */
export function parseDay(typed: string): TypedDay | undefined {
  const text = plain(typed);
  if (allDay.test(text)) {
    return { kind: "allDay" };
  }
  if (closed.test(text)) {
    return { kind: "closed" };
  }
  const hours = parseHours(typed);
  return hours?.kind === "range" ? { kind: "hours", range: hours.range } : undefined;
}

/** 9:00, 22:30, 24:00; above 24 hours the time of the next day. */
export function showTime(minutes: number): string {
  const ofDay = minutes > dayLength ? minutes - dayLength : minutes;
  return `${Math.floor(ofDay / 60)}:${String(ofDay % 60).padStart(2, "0")}`;
}

/** 9:00 – 17:30. */
export function showRange(range: Range): string {
  return `${showTime(range.from)} – ${showTime(range.to)}`;
}
