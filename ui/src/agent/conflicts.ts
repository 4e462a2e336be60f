/** Conflicts in words: the field, or the item of its list and the member of it. Pure. */
import type { Conflict, FieldDescription, JsonValue, Pick } from "../bridge";
import { placeAt } from "../controls/places";
import { titleOf } from "../controls/records";
import { withoutSecrets } from "../controls/recordWords";
import { anyWords, fieldLabel, readableKey, valueWords, type WordsContext } from "../controls/words";
import { isMembers } from "./edits";

/** Names a conflict among those of a save, the same in every merge. */
export function conflictKey({ pointer, item, member, order }: Conflict): string {
  return JSON.stringify([pointer, item?.identity ?? null, member, order]);
}

export function pickOf(conflict: Conflict, choice: Pick["choice"]): Pick {
  const { pointer, item, member, theirs } = conflict;
  return { pointer, identity: item?.identity ?? null, member, theirs, choice };
}

/** The field inside a record that a member is, where the list describes its records. */
function memberField(field: FieldDescription | undefined, member: string): FieldDescription | undefined {
  return field?.control.kind === "records"
    ? field.control.fields.find((each) => each.pointer === member)
    : undefined;
}

function memberWords(member: string, field: FieldDescription | undefined, context: WordsContext): string {
  const inner = memberField(field, member);
  return inner === undefined
    ? member.split("/").filter(Boolean).map(readableKey).join(" · ")
    : fieldLabel(context.system, inner, context.texts);
}

function itemName(item: JsonValue, field: FieldDescription | undefined, context: WordsContext): string {
  const title =
    field?.control.kind === "records" && isMembers(item) ? titleOf(field.control, item) : undefined;
  return title ?? anyWords(withoutSecrets(item, context), context.texts);
}

export interface ConflictWords {
  /** "Voicemail drops · After hours · Name". */
  readonly label: string;
  readonly field: FieldDescription | undefined;
  /** A value of either side. */
  readonly value: (value: JsonValue) => string;
}

export function conflictWords(
  conflict: Conflict,
  context: WordsContext,
  document?: JsonValue,
): ConflictWords {
  const { system, texts } = context;
  const { pointer, item, member, order } = conflict;
  const { field, label: fieldName } = placeAt(system, pointer, texts, document);
  const anything = (value: JsonValue) => anyWords(withoutSecrets(value, context), texts);
  if (order) {
    const list = (value: JsonValue) =>
      Array.isArray(value)
        ? value.map((each, at) => `${at + 1}. ${itemName(each, field, context)}`).join("\n")
        : anything(value);
    return { label: texts.t("agent.orderOf", { field: fieldName }), field, value: list };
  }
  const parts = [
    fieldName,
    item === null ? undefined : itemName(item.shown, field, context),
    member === null ? undefined : memberWords(member, field, context),
  ].filter((part) => part !== undefined);
  const label = parts.join(" · ");
  if (member !== null) {
    const inner = memberField(field, member);
    return {
      label,
      field: inner,
      value: (value) => (inner === undefined ? anything(value) : valueWords(inner, value, context)),
    };
  }
  if (item !== null) {
    return {
      label,
      field,
      // A list of one says an item as the field says it in its list.
      value: (value) =>
        value === null
          ? texts.t("agent.takenAway")
          : field === undefined
            ? anything(value)
            : valueWords(field, [value], context),
    };
  }
  return {
    label,
    field,
    value: (value) => (field === undefined ? anything(value) : valueWords(field, value, context)),
  };
}
