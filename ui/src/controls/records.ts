/** Lists of records: which one is which after some were moved, added or taken away, and what one is called. */

import type { Control, FieldDescription, JsonValue, Pointer, SystemDescription } from "../bridge";
import { isMembers, type Members } from "../bridge/members";
import type { Texts } from "../i18n";
import { readAt, same, segments, writeAt } from "../session/edits";
import type { ControlOf } from "./control";
import { isRecord, itemsOf } from "./unknownItems";

/** The items of a list as records, for naming and counting them; one of another form is a record of nothing but its value. */
export function recordsOf(value: JsonValue): Members[] {
  return itemsOf(value).map((item) => (isRecord(item) ? item : { value: item }));
}

/** For each item of a list the record it was when it was read; none for a new one. */
export function originsOf(
  before: readonly JsonValue[],
  now: readonly JsonValue[],
  title: Pointer | null,
): (Members | null)[] {
  const was = before.filter(isRecord);
  const found = matchRecords(was, now.filter(isRecord), title);
  let at = -1;
  return now.map((item) => {
    at += isRecord(item) ? 1 : 0;
    const place = isRecord(item) ? (found[at] ?? null) : null;
    return place === null ? null : (was[place] ?? null);
  });
}

/**
 * For each record of `now` its place in `before`; none for a new one. By its id, else by saying the same, else by its title, and
 * what is left over in its order: somebody renamed it.
 */
export function matchRecords(
  before: readonly Members[],
  now: readonly Members[],
  title: Pointer | null,
): (number | null)[] {
  const found: (number | null)[] = now.map(() => null);
  const free = new Set(before.keys());
  const take = (alike: (one: Members, other: Members) => boolean) => {
    now.forEach((record, at) => {
      if (found[at] !== null) {
        return;
      }
      const was = [...free].find((place) => alike(before[place] ?? {}, record));
      if (was !== undefined) {
        found[at] = was;
        free.delete(was);
      }
    });
  };
  const idOf = (record: Members) => record.id ?? null;
  take((one, other) => idOf(one) !== null && same(idOf(one), idOf(other)));
  take((one, other) => same(one, other));
  if (title !== null) {
    take((one, other) => readAt(one, title) !== "" && same(readAt(one, title), readAt(other, title)));
  }
  // Only as many as were neither added nor taken away can have been changed.
  const open = now.length - found.filter((place) => place !== null).length;
  const idless = (record: Members) => idOf(record) === null;
  if (open > 0 && open <= free.size) {
    take((one, other) => idless(other) || idless(one));
  } else if (free.size > 0) {
    take((one, other) => before.indexOf(one) === now.indexOf(other) && (idless(one) || idless(other)));
  }
  return found;
}

/** A member with another value; none where it is to go. */
export function withValue(record: Members, pointer: Pointer, value: JsonValue | undefined): Members {
  if (value !== undefined) {
    const next = writeAt(record, pointer, value);
    return isMembers(next) ? next : record;
  }
  const [first, ...rest] = segments(pointer);
  const inside = first === undefined ? null : (record[first] ?? null);
  if (first === undefined || inside === null) {
    return record;
  }
  if (rest.length === 0) {
    const { [first]: _gone, ...others } = record;
    return others;
  }
  return isMembers(inside)
    ? { ...record, [first]: withValue(inside, `/${rest.join("/")}` as Pointer, undefined) }
    : record;
}

/** What a field of a record becomes when it is emptied: as the system clears it, or gone where it never was. */
export function clearedValue({ clearing, control }: FieldDescription, was: JsonValue): JsonValue | undefined {
  if (was === null) {
    return undefined;
  }
  switch (clearing) {
    case "emptyText":
      return "";
    case "emptyCollection":
      return holdsList(control) ? [] : {};
    default:
      return null;
  }
}

function holdsList(control: Control): boolean {
  return (
    control.kind === "chips" ||
    control.kind === "lines" ||
    control.kind === "records" ||
    (control.kind === "json" && control.expected === "array")
  );
}

/** A record to begin another one with: what only the system gives is left out. */
export function copyOfRecord(record: Members, fields: readonly FieldDescription[]): Members {
  return fields
    .filter((field) => field.access === "readOnly")
    .reduce((copy, field) => withValue(copy, field.pointer, undefined), record);
}

/** "Prompt 2". */
export function itemWords(
  system: SystemDescription,
  key: string,
  at: number,
  { byKey, t }: Pick<Texts, "byKey" | "t">,
): string {
  const number = at + 1;
  return byKey(`${system.id}.records.${key}.item`, t("forms.entry", { number }), { number });
}

/** What it is called by its own title, where it has one. */
export function titleOf(control: ControlOf<"records">, record: Members): string | undefined {
  const title = control.title === null ? null : readAt(record, control.title);
  return typeof title === "string" && title.trim() !== "" ? title.trim() : undefined;
}
