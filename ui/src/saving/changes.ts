/** Changes ready to be shown: with the field's name and the values in words. */
import type { Change, Edits, JsonValue, Learned, Pointer, SystemDescription } from "../bridge";
import { placeAt } from "../controls/places";
import { type ChangePart, withoutSecrets } from "../controls/recordWords";
import { anyWords, type ChangedText, changeWords, type WordsContext } from "../controls/words";
import { fieldAt, fieldsOf, readAt } from "../session/edits";

export interface ShownChange {
  readonly pointer: Pointer;
  readonly section: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
  /** Of a long text both sides in full. */
  readonly text?: ChangedText;
  /** What changed inside, where it has parts. */
  readonly parts?: readonly ChangePart[];
}

export function shownChange(
  { pointer, before, after }: Pick<Change, "pointer" | "before" | "after">,
  context: WordsContext,
  document?: JsonValue,
): ShownChange {
  const { outer, field, label } = placeAt(context.system, pointer, context.texts, document);
  if (outer === undefined || field === undefined) {
    const said = (value: JsonValue) => anyWords(withoutSecrets(value, context), context.texts);
    return { pointer, section: "", label, before: said(before), after: said(after) };
  }
  return { pointer, section: outer.section.id, label, ...changeWords(field, before, after, context) };
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
