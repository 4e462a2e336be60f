/** Where a finding, a change or a conflict is, in words: also inside a record of a list. */

import type { FieldDescription, JsonValue, Pointer, SystemDescription } from "../bridge";
import type { Texts } from "../i18n";
import { type FieldPlace, fieldAt, segments } from "../session/edits";
import { itemWords } from "./records";
import { fieldLabel } from "./words";

export interface LabelledPlace {
  /** The agent's own field; none for a place that no field describes. */
  readonly outer: FieldPlace | undefined;
  /** The innermost field: the one inside the record, where the place is in one. */
  readonly field: FieldDescription | undefined;
  readonly label: string;
}

export function placeAt(
  system: SystemDescription,
  pointer: Pointer,
  texts: Texts,
  document?: JsonValue,
): LabelledPlace {
  const outer = fieldAt(system, pointer, document);
  if (outer === undefined) {
    return { outer, field: undefined, label: pointer.slice(1) };
  }
  const { field } = outer;
  const label = fieldLabel(system, field, texts);
  const [at, ...inside] = segments(pointer.slice(field.pointer.length) as Pointer);
  if (field.control.kind !== "records" || at === undefined || !/^\d+$/.test(at)) {
    return { outer, field, label };
  }
  const item = itemWords(system, field.key, Number(at), texts);
  const path = `/${inside.join("/")}`;
  const inner = field.control.fields
    .filter((each) => path === each.pointer || path.startsWith(`${each.pointer}/`))
    .sort((one, other) => other.pointer.length - one.pointer.length)[0];
  return inner === undefined
    ? { outer, field, label: item }
    : {
        outer,
        field: inner,
        label: texts.t("forms.place", { item, field: fieldLabel(system, inner, texts) }),
      };
}
