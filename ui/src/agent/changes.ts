/** Changes ready to be shown: with the field's name and the values in words. */
import type { Change, Edits, JsonValue, Learned, Pointer, SystemDescription } from "../bridge";
import { changeWords, fieldLabel, type WordsContext } from "../controls/words";
import { fieldAt, fieldsOf, readAt } from "./edits";

export interface ShownChange {
  readonly pointer: Pointer;
  readonly section: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

export function shownChange(
  { pointer, before, after }: Pick<Change, "pointer" | "before" | "after">,
  context: WordsContext,
): ShownChange {
  const place = fieldAt(context.system, pointer);
  if (place === undefined) {
    const said = (value: JsonValue) => (value === null ? context.texts.t("controls.nothing") : String(value));
    return { pointer, section: "", label: pointer.slice(1), before: said(before), after: said(after) };
  }
  return {
    pointer,
    section: place.section.id,
    label: fieldLabel(context.system, place.field, context.texts),
    ...changeWords(place.field, before, after, context),
  };
}

/** The edits as changes, in the order of the page. */
export function changesOf(system: SystemDescription, base: JsonValue, edits: Edits): Change[] {
  const order = fieldsOf(system).map(({ field }) => field);
  return Object.entries(edits)
    .map(([pointer, after]) => {
      const place = fieldAt(system, pointer);
      return {
        at: place === undefined ? order.length : order.indexOf(place.field),
        change: { pointer, section: place?.section.id ?? "", before: readAt(base, pointer), after },
      };
    })
    .sort((one, other) => one.at - other.at)
    .map(({ change }) => change);
}

/** Where names of the changed values can be learned. */
export function learnedPlaces(system: SystemDescription, pointers: readonly Pointer[]): Learned[] {
  return pointers
    .map((pointer) => fieldAt(system, pointer)?.field.control)
    .map((control) => (control !== undefined && "learned" in control ? control.learned : null))
    .filter((learned) => learned !== null);
}

/** Changes by section, the sections in the order of the page. */
export function bySection(changes: readonly ShownChange[]): [section: string, changes: ShownChange[]][] {
  const sections = new Map<string, ShownChange[]>();
  for (const change of changes) {
    sections.set(change.section, [...(sections.get(change.section) ?? []), change]);
  }
  return [...sections];
}
