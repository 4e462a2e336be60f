/** Edits on a document, as the core reads them: JSON pointers, what counts as the same, and what follows a newer document. */

import type {
  Condition,
  Edits,
  FieldDescription,
  JsonValue,
  Pointer,
  Section,
  SystemDescription,
} from "../bridge";
import { isMembers, type Members } from "../bridge/members";
import { isMasked } from "./masked";

export function segments(pointer: Pointer): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The value at a place, or null where the document has none. */
export function readAt(document: JsonValue, pointer: Pointer): JsonValue {
  let place: JsonValue | undefined = document;
  for (const segment of segments(pointer)) {
    if (Array.isArray(place)) {
      place = place[Number(segment)];
    } else if (isMembers(place) && Object.hasOwn(place, segment)) {
      place = place[segment];
    } else {
      return null;
    }
  }
  return place ?? null;
}

/** The document with a value at a place; objects missing on the way are made. A place that cannot be reached changes nothing. */
export function writeAt(document: JsonValue, pointer: Pointer, value: JsonValue): JsonValue {
  const write = (place: JsonValue, [first, ...rest]: string[]): JsonValue => {
    if (first === undefined) {
      return value;
    }
    if (Array.isArray(place)) {
      const at = Number(first);
      return at in place ? place.map((item, index) => (index === at ? write(item, rest) : item)) : place;
    }
    if (place === null || isMembers(place)) {
      const members: Members = place ?? {};
      return { ...members, [first]: write(members[first] ?? null, rest) };
    }
    return place;
  };
  return write(document, segments(pointer));
}

function isNothing(value: JsonValue): boolean {
  if (value === null || value === "") {
    return true;
  }
  // A secret that has to be typed again is one that is missing, not one that was emptied.
  if (typeof value !== "object" || isMasked(value)) {
    return false;
  }
  return Array.isArray(value) ? value.length === 0 : Object.values(value).every(isNothing);
}

/** Whether two values say the same: an emptied field may be stored as null, an empty text, list or object, or not at all. */
export function same(one: JsonValue, other: JsonValue): boolean {
  if (isNothing(one) && isNothing(other)) {
    return true;
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, at) => same(item, other[at] ?? null));
  }
  if (isMembers(one) && isMembers(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...names].every((name) => same(one[name] ?? null, other[name] ?? null));
  }
  return one === other;
}

/** The edits with one more; an edit that says the same as the document is none. */
export function withEdit(base: JsonValue, edits: Edits, pointer: Pointer, value: JsonValue): Edits {
  const { [pointer]: _before, ...others } = edits;
  return same(readAt(base, pointer), value) ? others : { ...others, [pointer]: value };
}

export function withoutEdit(edits: Edits, pointer: Pointer): Edits {
  const { [pointer]: _before, ...others } = edits;
  return others;
}

export function apply(document: JsonValue, edits: Edits): JsonValue {
  return Object.entries(edits).reduce(
    (edited, [pointer, value]) => writeAt(edited, pointer, value),
    document,
  );
}

/**
 * Edits that began from `base` go on from a newer document. Where somebody else changed an edited field meanwhile, its old value
 * stays in the base, so that saving still finds the conflict.
 */
export function rebase(base: JsonValue, fresh: JsonValue, edits: Edits): { base: JsonValue; edits: Edits } {
  let next = fresh;
  const kept: Edits = {};
  for (const [pointer, mine] of Object.entries(edits)) {
    const original = readAt(base, pointer);
    const theirs = readAt(fresh, pointer);
    if (same(mine, theirs)) {
      continue;
    }
    kept[pointer] = mine;
    if (!same(original, theirs)) {
      next = writeAt(next, pointer, original);
    }
  }
  return { base: next, edits: kept };
}

/**
 * Edits and their base after `sent` was stored and read back as `fresh`. What is on screen and is not what was sent was typed
 * since: it stays an edit, also where it is the old value, which was no edit before.
 */
export function afterSave(
  state: { readonly base: JsonValue; readonly edits: Edits },
  sent: Edits,
  fresh: JsonValue,
): { base: JsonValue; edits: Edits } {
  const onScreen = apply(state.base, state.edits);
  const since = Object.entries(state.edits).filter(
    ([pointer, value]) => !(pointer in sent) || !same(sent[pointer] ?? null, value),
  );
  const putBack = Object.entries(sent)
    .filter(([pointer]) => !Object.keys(state.edits).some((each) => liesWithin(pointer, each)))
    .map(([pointer, value]) => [pointer, value, readAt(onScreen, pointer)] as const)
    .filter(([, value, shown]) => !same(value, shown))
    .map(([pointer, , shown]) => [pointer, shown] as const);
  const again = [...putBack, ...since];
  // Of a list that others changed, too, more is stored than was sent: with that as its base the next save would take their items out.
  const base = again.reduce((document, [pointer]) => {
    const value = sent[pointer] ?? null;
    return typeof value === "object" && value !== null ? writeAt(document, pointer, value) : document;
  }, fresh);
  return {
    base,
    edits: again.reduce<Edits>((edits, [pointer, value]) => withEdit(base, edits, pointer, value), {}),
  };
}

/** Whether `pointer` names the same place as `other` or one inside it. */
export function liesWithin(pointer: Pointer, other: Pointer): boolean {
  return pointer === other || pointer.startsWith(`${other}/`);
}

export interface FieldPlace {
  readonly section: Section;
  readonly field: FieldDescription;
}

export function fieldsOf(system: SystemDescription): FieldPlace[] {
  return system.sections.flatMap((section) =>
    section.groups.flatMap((group) => group.fields.map((field) => ({ section, field }))),
  );
}

/** Whether the value at a condition's place fulfils it. */
export function holdsFor({ values, oneOf }: Condition, value: JsonValue): boolean {
  return (typeof value === "string" && values.includes(value)) === oneOf;
}

/** Whether a document fulfils a condition. */
export function holds(condition: Condition, document: JsonValue): boolean {
  return holdsFor(condition, readAt(document, condition.pointer));
}

/**
 * The field an edit belongs to: the innermost around its place; one that can be edited before one that is only shown, and of two for
 * one place the one that this document's form shows.
 */
export function fieldAt(
  system: SystemDescription,
  pointer: Pointer,
  document?: JsonValue,
): FieldPlace | undefined {
  const away = ({ field }: FieldPlace) =>
    document !== undefined && !field.shownWhen.every((condition) => holds(condition, document));
  return fieldsOf(system)
    .filter(({ field }) => liesWithin(pointer, field.pointer))
    .sort(
      (one, other) =>
        other.field.pointer.length - one.field.pointer.length ||
        Number(one.field.access === "readOnly") - Number(other.field.access === "readOnly") ||
        Number(away(one)) - Number(away(other)),
    )[0];
}

/** The sections that edits lie in. */
export function editedSections(system: SystemDescription, edited: readonly Pointer[]): ReadonlySet<string> {
  return new Set(
    edited.map((pointer) => fieldAt(system, pointer)?.section.id).filter((id) => id !== undefined),
  );
}

/** Whether a field can be changed now. */
export function isEditable(field: FieldDescription, creating: boolean): boolean {
  return creating
    ? field.access !== "readOnly"
    : field.access === "editable" || field.access === "updateOnly";
}
