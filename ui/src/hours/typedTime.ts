/**
 * One time of day as people type it in English, Spanish and Dutch.
 *
 * All three languages are understood at once, whatever language the window has: an admin in Utrecht with an English window still
 * types "half negen". What would mean one thing in one language and another in the next is decided here:
 *
 * - A number alone is an hour of the 24-hour day: 9 is 9:00 and 5 is 5:00, never 17:00. Three or four digits are hours and
 *   minutes: 930, 0900. Numbers may be words everywhere: "nine thirty", "negen uur dertig", "las nueve y media".
 * - "half 9" and "half negen" are Dutch: 8:30. In English "half nine" is 9:30 to many, so only "half past 9" is taken for that;
 *   "half nine" in English words is refused, for a guess would be an hour off for one of the two.
 * - 12am and midnight are 0:00, and 24:00 at the end of a range; 12pm and noon are 12:00. 0pm and 13pm are no times.
 * - "9 de la mañana" is 9:00, "12 de la mañana" noon, "9 de la tarde" 21:00, "12 de la noche" midnight, "2 de la madrugada" 2:00.
 * - 24:00 is the end of the day, and nothing is later.
 */
import { fold } from "../i18n";
import { spokenMark, withDigits } from "./spokenNumbers";
import { dayLength } from "./week";

export interface TypedTime {
  /** Minute of the day, 0 to 1440. */
  readonly minute: number;
  /**
   * Which half of the day is meant: "told" by am, "de la tarde", noon; "counted" by the 24-hour clock; "open" for 9 or 9:30, which the
   * other end of a range decides.
   */
  readonly half: "told" | "counted" | "open";
  /** Written with its minutes in digits. */
  readonly digital: boolean;
  /** Written with a zero before its hour. */
  readonly padded: boolean;
}

const number = `${spokenMark}?\\d{1,2}`;
const unit = "(?:hs|hrs?|h|hours?|horas?|uur|uren|u|o'?clock)";
const minutesUnit = "(?:m|mins?|minuten|minutos|minutes)";
const clock = new RegExp(
  `^(?<hour>${number})(?:\\s?(?:[:.,]|${unit})\\s?(?<minute>${spokenMark}?\\d{2})\\s?${minutesUnit}?)?\\s?${unit}?$`,
);
const compact = new RegExp(`^(?<hour>\\d{1,2})(?<minute>\\d{2})\\s?${unit}?$`);
const named =
  /^(?:#?12 )?(?:(?<noon>noon|midday|mediodia|middag)|(?<midnight>midnight|medianoche|middernacht))$/;
const spokenMinutes = new RegExp(
  `^(?<hour>${spokenMark}\\d{1,2}) (?:(?<few>oh|o|#0) )?(?<minute>${spokenMark}\\d{1,2})$`,
);
const halfBefore = new RegExp(`^half (?<hour>${number})$`);
const halfPast = new RegExp(`^half (?:past|after) (?<hour>${number})$`);
const amount = `(?:${number}|(?:a |een |#1 |un )?(?:quarter|kwart|cuarto)|quarter)`;
const past = new RegExp(
  `^(?<minute>${amount})(?: ${minutesUnit})? (?<way>past|after|over|na|to|of|before|voor|para) (?:las? )?(?<hour>${number})$`,
);
const dutchAroundHalf = new RegExp(
  `^(?<minute>${number}|kwart)(?: minuten)? (?<way>voor|over) half (?<hour>${number})$`,
);
const spanish = new RegExp(
  `^(?<hour>${number})(?: horas?)? (?<way>y|con|menos) (?<minute>${number}|media|(?:un )?cuarto|(?:un )?quarter)(?: minutos)?$`,
);

type Half = "am" | "pm" | "morning" | "noonward" | "evening" | "night" | "small";

/** Words that say which part of the day is meant, behind a time or before it. */
const partsOfDay: readonly (readonly [string, Half])[] = [
  ["in the morning|mornings?", "am"],
  [
    "(?:de|por|en) la manana|'?s ochtends|'?s morgens|in de (?:ochtend|morgen)|ochtends|'?s voormiddags|voormiddag|vm",
    "morning",
  ],
  ["de la madrugada|de madrugada|'?s nachts|in de nacht|nachts", "small"],
  [
    "in the afternoon|afternoons?|(?:de|por|en) la tarde|(?:del|de|al) mediodia|del dia|'?s middags|'?s namiddags|in de (?:na)?middag|middags|namiddag|nm",
    "noonward",
  ],
  ["in the evening|evenings?|'?s avonds|in de avond|avonds", "evening"],
  ["at night|(?:de|por|en) la noche", "night"],
];
const behind = [
  ...partsOfDay.map(([words, half]) => [new RegExp(`\\s(?:${words})$`), half] as const),
  [/(?<=[\d:]\s?)a(?:\.?\s?m\.?)?$/, "am"],
  [/(?<=[\d:]\s?)p(?:\.?\s?m\.?)?$/, "pm"],
] as const;
const before = partsOfDay.map(([words]) => new RegExp(`^(?:${words}),? (?=\\S)`));

/** No time or hours are written with more letters; what is pasted may have any number. */
const longest = 200;

/** What no time is written as. */
const noTime = "?";

/** Lower case, without accents, with single spaces and the spellings of one thing made one. */
export function plain(typed: string): string {
  if (typed.length > longest) {
    return noTime;
  }
  return fold(typed.trim())
    .replace(/[’`´]/g, "'")
    .replace(/\s+/g, " ")
    .replace(/(?<=\d\s?(?:h|hs|hrs?|u))\.(?=\s|$|-)/g, "");
}

/** A part of the day that stands before the times, put behind them. */
export function partBehind(text: string): string {
  for (const form of before) {
    const found = form.exec(text)?.[0];
    if (found !== undefined) {
      return `${text.slice(found.length)} ${found.replace(/,? $/, "")}`;
    }
  }
  return text;
}

function countOf(written: string | undefined): number {
  return Number(written?.replace(spokenMark, "") ?? 0);
}

function amountOf(written: string): number {
  return /quarter|kwart|cuarto/.test(written) ? 15 : written === "media" ? 30 : countOf(written);
}

function sum(hour: number, minute: number): number | undefined {
  const total = hour * 60 + minute;
  return hour <= 24 && Math.abs(minute) <= 59 && total >= 0 && total <= dayLength ? total : undefined;
}

/** An hour said by the 12-hour clock is one from 1 to 12. */
function inHalf(minutes: number, part: Half | undefined): number | undefined {
  if (part === undefined) {
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
    case "morning":
      // The morning ends at twelve, so twelve in the morning is noon.
      return late ? undefined : minutes;
    case "small":
      return late ? undefined : minutes < 60 ? minutes : onTwelve;
    case "pm":
      return late ? undefined : onTwelve + 720;
    case "evening":
      // "21:00 in the evening" says it twice and is right; twelve in the evening is midnight.
      return late ? minutes : onTwelve < 60 ? onTwelve : onTwelve + 720;
    case "noonward":
      return late ? minutes : onTwelve + 720;
    case "night":
      // Twelve at night is midnight, and one to five at night are after it.
      return late ? minutes : onTwelve < 6 * 60 ? onTwelve : onTwelve + 720;
  }
}

interface Read {
  readonly minute: number | undefined;
  readonly digital: boolean;
}

/** Digits: 9, 9:30, 9u30, 930, "9 uur dertig". */
function digits(text: string): Read | undefined {
  const groups = (clock.exec(text) ?? compact.exec(text))?.groups;
  return (
    groups && {
      minute: sum(countOf(groups.hour), countOf(groups.minute)),
      digital: groups.minute !== undefined && !groups.minute.startsWith(spokenMark),
    }
  );
}

/** Times said in words: "half negen", "kwart over 9", "quarter past nine", "las nueve y media", "nine thirty". */
function said(text: string): number | undefined {
  const thirty = spokenMinutes.exec(text)?.groups;
  if (thirty !== undefined) {
    const minute = countOf(thirty.minute);
    return minute >= 10 === (thirty.few === undefined) ? sum(countOf(thirty.hour), minute) : undefined;
  }
  const later = halfPast.exec(text)?.groups;
  if (later !== undefined) {
    return sum(countOf(later.hour), 30);
  }
  const earlier = halfBefore.exec(text)?.groups;
  if (earlier !== undefined) {
    return beforeTheHour(countOf(earlier.hour), 30);
  }
  const around = dutchAroundHalf.exec(text)?.groups;
  if (around !== undefined) {
    const minute = amountOf(around.minute ?? "");
    return minute > 15
      ? undefined
      : beforeTheHour(countOf(around.hour), 30 + (around.way === "over" ? -minute : minute));
  }
  const groups = (past.exec(text) ?? spanish.exec(text))?.groups;
  const minute = groups && amountOf(groups.minute ?? "");
  if (groups === undefined || minute === undefined || minute === 0) {
    return undefined;
  }
  // "9 to 5" is a range: minutes to the hour come in fives.
  if (groups.way === "to" && minute % 5 !== 0) {
    return undefined;
  }
  const isLater = ["past", "after", "over", "na", "y", "con"].includes(groups.way ?? "");
  return sum(countOf(groups.hour), isLater ? minute : -minute);
}

function beforeTheHour(hour: number, minutes: number): number | undefined {
  return hour >= 1 && hour <= 12 ? sum(hour, -minutes) : undefined;
}

/** The time that was typed and how much it says about itself; nothing where it is no time. */
export function readTime(typed: string): TypedTime | undefined {
  const leading = /^(?:at|om|vanaf|a las|a la|al|a|las|la|el)\s(?=\S)/;
  let text = partBehind(plain(typed).replace(leading, "")).replace(leading, "");
  const name = named.exec(withDigits(text) ?? "")?.groups;
  if (name !== undefined) {
    // Midnight begins and ends a day and says nothing about the other end of a range.
    return name.noon === undefined
      ? { minute: 0, half: "counted", digital: false, padded: false }
      : { minute: 720, half: "told", digital: false, padded: false };
  }
  const spoken = withDigits(text);
  if (spoken === undefined) {
    return undefined;
  }
  text = spoken;
  let part: Half | undefined;
  for (const [form, meant] of behind) {
    if (form.test(text)) {
      part = meant;
      text = text.replace(form, "").trim();
      break;
    }
  }
  text = text.replace(/ (?:en punto|sharp|precies|o'?clock|uur|horas|hs)$/, "");
  const read = digits(text) ?? { minute: said(text), digital: false };
  const minute = read.minute === undefined ? undefined : inHalf(read.minute, part);
  if (minute === undefined || read.minute === undefined) {
    return undefined;
  }
  const counted = part === undefined && (read.minute < 60 || read.minute >= 13 * 60) && !isSaidHalf(text);
  // "until 12am" is until midnight, whatever half of the day it began in.
  const toMidnight = part === "am" && minute === 0;
  return {
    minute,
    half: counted || toMidnight ? "counted" : part === undefined ? "open" : "told",
    digital: read.digital,
    padded: /^0\d/.test(text),
  };
}

/** "half 1" lies before one, in either half of the day. */
function isSaidHalf(text: string): boolean {
  return /^(?:half|kwart|quarter|#?\d{1,2} voor)/.test(text);
}

/** The minute of the day, 0 to 1440, that was typed; nothing where it is no time. */
export function parseTime(typed: string): number | undefined {
  return readTime(typed)?.minute;
}
