/** Lengths of time in words: "1 hour 30 minutes". */
import type { Unit } from "../bridge";
import type { Texts } from "../i18n";

const units = [
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

export interface Parts {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Parts of a second are kept, to the millisecond. */
export function partsOf(seconds: number): Parts {
  const all = Math.max(0, Math.round(seconds * 1000));
  return {
    hour: Math.floor(all / 3_600_000),
    minute: Math.floor((all % 3_600_000) / 60_000),
    second: (all % 60_000) / 1000,
  };
}

/** How many of what a length is stored in make a second. */
export function perSecond(stored: Unit): number {
  return stored === "milliseconds" ? 1000 : 1;
}

export function secondsOf({ hour, minute, second }: Parts): number {
  return hour * 3600 + minute * 60 + second;
}

export function unitWords(
  amount: number,
  unit: "hour" | "minute" | "second" | "millisecond",
  language: string,
  unitDisplay: "long" | "short" | "narrow" = "long",
): string {
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay }).format(amount);
}

export function lengthWords(seconds: number, { language }: Pick<Texts, "language">): string {
  const parts = partsOf(seconds);
  const said = units
    .filter(([unit]) => parts[unit] > 0)
    .map(([unit]) => unitWords(parts[unit], unit, language));
  return said.length === 0 ? unitWords(0, "second", language) : said.join(" ");
}
