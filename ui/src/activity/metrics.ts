/** The eight numbers of a statistic and how each is written. */
import type { Statistic } from "../bridge";

export type Metric = keyof Statistic;

export const metrics = [
  "tokens",
  "callSeconds",
  "textMessages",
  "emails",
  "tokensPerConversation",
  "averageCallSeconds",
  "textMessagesPerConversation",
  "emailsPerConversation",
] as const satisfies readonly Metric[];

export const lengths: ReadonlySet<Metric> = new Set<Metric>(["callSeconds", "averageCallSeconds"]);
const averages: ReadonlySet<Metric> = new Set<Metric>([
  "tokensPerConversation",
  "textMessagesPerConversation",
  "emailsPerConversation",
]);

const units = [
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** "3 hr 25 min" in the short words of the language: the two largest units are exact enough. */
function shortLength(seconds: number, language: string): string {
  const whole = Math.round(seconds);
  const first = units.findIndex(([, size]) => whole >= size);
  const said = (first < 0 ? [units[2]] : units.slice(first, first + 2)).map(([unit, size], at) => ({
    unit,
    amount: Math.floor((at === 0 ? whole : whole % (units[first]?.[1] ?? 1)) / size),
  }));
  return said
    .filter(({ amount }, at) => at === 0 || amount > 0)
    .map(({ unit, amount }) =>
      new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" }).format(amount),
    )
    .join(" ");
}

/** A number of a statistic in words. */
export function metricWords(metric: Metric, value: number, language: string): string {
  if (lengths.has(metric)) {
    return shortLength(value, language);
  }
  const maximumFractionDigits = averages.has(metric) ? 1 : 0;
  return new Intl.NumberFormat(language, { maximumFractionDigits }).format(value);
}

/** As short as the axis of a picture needs it. */
export function axisWords(metric: Metric, value: number, language: string): string {
  return lengths.has(metric)
    ? shortLength(value, language)
    : new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 }).format(value);
}

const roundSeconds = [
  1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 5400, 7200, 10_800, 18_000, 36_000,
];

/** Where the axis of a picture ends: a round number that is at least the highest value; half of it is round, too. */
export function niceTop(most: number, ofLength: boolean): number {
  if (most <= 0) {
    return 0;
  }
  const known = ofLength ? roundSeconds.find((step) => step * 2 >= most) : undefined;
  if (known !== undefined) {
    return known * 2;
  }
  const unit = ofLength ? 3600 : 1;
  const size = 10 ** Math.floor(Math.log10(most / unit)) * unit;
  return ([1, 2, 4, 6, 8, 10].find((step) => step * size >= most) ?? 10) * size;
}
