/** What a change of the clocks does, in words. */
import type { ChangedHours, ClockChange } from "../bridge";
import { type Format, type MessageId, text } from "../i18n";
import { dayNumber, longLength, shortRange } from "./words";

const noon = (date: string) => new Date(`${date}T12:00:00Z`);

const turned = {
  short: { forward: "hours.clocksForwardShort", back: "hours.clocksBackShort" },
  long: { forward: "hours.clocksForward", back: "hours.clocksBack" },
} as const satisfies Record<string, Record<string, MessageId>>;

/** "Clocks go back on 25 October 2026: Sunday has 25 hours". */
export function clockChangeWords(change: ClockChange, format: Format, width: "short" | "long"): string {
  const date = noon(change.day);
  const number = ((date.getUTCDay() + 6) % 7) + 1;
  return text(turned[width][change.minutes > 0 ? "forward" : "back"], {
    date: format.date(date, "UTC"),
    day: format.weekday(number as Parameters<Format["weekday"]>[0], "long"),
    hours: 24 - change.minutes / 60,
  });
}

const effects = {
  shorter: "hours.effectShorter",
  skipped: "hours.effectSkipped",
  longer: "hours.effectLonger",
  twice: "hours.effectTwice",
} as const satisfies Record<ChangedHours["effect"], MessageId>;

/** "Saturday 22:00 – 6:00 lasts 1 hour less". */
export function effectWords(hours: ChangedHours, format: Format): string {
  return text(effects[hours.effect], {
    day: format.weekday(dayNumber(hours.day), "long"),
    range: shortRange({ from: hours.from, to: hours.to }),
    length: longLength(Math.abs(hours.minutes)),
  });
}
