/** Weeks that many people have, and those an admin saved by name: a start that is quicker than seven days by hand. */
import type { WeekTemplate } from "../bridge";
import type { MessageId } from "../i18n";
import { addRange, noRanges, type Ranges } from "./ranges";
import { type DayName, dayLength, days, type Range, wholeDay } from "./week";

interface Template {
  readonly text: MessageId;
  readonly ranges: Readonly<Partial<Record<DayName, Range>>>;
}

function on(which: readonly DayName[], range: Range): Partial<Record<DayName, Range>> {
  return Object.fromEntries(which.map((day) => [day, range]));
}

const weekdays = days.slice(0, 5);

export const templates: readonly Template[] = [
  { text: "hours.template.office", ranges: on(weekdays, { from: 540, to: 1020 }) },
  { text: "hours.template.early", ranges: on(weekdays, { from: 360, to: 840 }) },
  { text: "hours.template.evenings", ranges: on(weekdays, { from: 840, to: 1320 }) },
  { text: "hours.template.night", ranges: on(weekdays, { from: 1320, to: 1800 }) },
  { text: "hours.template.weekend", ranges: on(days.slice(5), { from: 600, to: 1080 }) },
  { text: "hours.template.shop", ranges: on(days.slice(0, 6), { from: 600, to: 1080 }) },
  { text: "hours.template.always", ranges: on(days, wholeDay) },
  { text: "hours.template.closed", ranges: {} },
];

/** Templates an admin can keep, and characters of a name. */
export const mostTemplates = 50;
export const longestName = 60;

function nameOf(typed: string): string {
  return typed.trim().replace(/\s+/g, " ");
}

function sameName(a: string, b: string): boolean {
  return a.localeCompare(b, undefined, { sensitivity: "base" }) === 0;
}

/** A week as it is kept in the settings. */
export function templateOf(name: string, week: Ranges): WeekTemplate {
  return {
    name: nameOf(name),
    ranges: days.flatMap((day) => week[day].map(({ from, to }) => ({ day, from, to }))),
  };
}

/** The week of a kept template. What is no range is left out: the file may be of another version. */
export function weekOfTemplate(template: WeekTemplate): Ranges {
  return template.ranges
    .filter(
      ({ day, from, to }) =>
        days.includes(day) &&
        Number.isInteger(from) &&
        Number.isInteger(to) &&
        from >= 0 &&
        from < dayLength &&
        to > from &&
        to - from <= dayLength,
    )
    .reduce((week, { day, from, to }) => addRange(week, day, { from, to }), noRanges());
}

export type NameRefusal = "empty" | "long" | "taken" | "full";

/** Why a template cannot have this name; `index` is the one that is renamed. */
export function nameRefusal(
  kept: readonly WeekTemplate[],
  typed: string,
  index?: number,
): NameRefusal | undefined {
  const name = nameOf(typed);
  if (name === "") {
    return "empty";
  }
  if (name.length > longestName) {
    return "long";
  }
  if (kept.some((each, at) => at !== index && sameName(each.name, name))) {
    return "taken";
  }
  return index === undefined && kept.length >= mostTemplates ? "full" : undefined;
}

/** The kept templates with one more; one of the same name is replaced, which the window asks about before. */
export function keepTemplate(kept: readonly WeekTemplate[], template: WeekTemplate): WeekTemplate[] {
  const at = kept.findIndex((each) => sameName(each.name, template.name));
  return at < 0 ? [...kept, template] : kept.map((each, index) => (index === at ? template : each));
}

export function renameTemplate(kept: readonly WeekTemplate[], index: number, name: string): WeekTemplate[] {
  return kept.map((each, at) => (at === index ? { ...each, name: nameOf(name) } : each));
}

export function withoutTemplate(kept: readonly WeekTemplate[], index: number): WeekTemplate[] {
  return kept.filter((_, at) => at !== index);
}
