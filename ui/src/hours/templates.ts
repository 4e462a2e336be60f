/** Weeks that many people have: a start that is quicker than seven days by hand. */
import type { MessageId } from "../i18n";
import { type DayName, days, type Range, wholeDay } from "./week";

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
  { text: "hours.template.evenings", ranges: on(weekdays, { from: 840, to: 1320 }) },
  { text: "hours.template.shop", ranges: on(days.slice(0, 6), { from: 600, to: 1080 }) },
  { text: "hours.template.always", ranges: on(days, wholeDay) },
  { text: "hours.template.closed", ranges: {} },
];
