/** Conflicts in words: the field, or the item of its list and the member of it. Pure. */

import type { Conflict, FieldDescription, JsonValue, Pick } from "../bridge";
import { isMembers } from "../bridge/members";
import { placeAt } from "../controls/places";
import { titleOf } from "../controls/records";
import { withoutSecrets } from "../controls/recordWords";
import {
  anyWords,
  changeWords,
  fieldLabel,
  readableKey,
  valueWords,
  type WordsContext,
} from "../controls/words";

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
  /** A value of either side. */
  readonly value: (value: JsonValue) => string;
  /** What keeping both would give. */
  readonly both: (value: JsonValue) => string;
  /** What a side changed, of what it was before. */
  readonly change: (before: JsonValue, after: JsonValue) => ReturnType<typeof changeWords>;
}

type Said = Omit<ConflictWords, "label">;

export function conflictWords(
  conflict: Conflict,
  context: WordsContext,
  document?: JsonValue,
): ConflictWords {
  const { system, texts } = context;
  const { pointer, item, member, order } = conflict;
  const { field, label: fieldName } = placeAt(system, pointer, texts, document);
  const parts = [
    fieldName,
    item === null ? undefined : itemName(item.shown, field, context),
    member === null ? undefined : memberWords(member, field, context),
  ].filter((part) => part !== undefined);
  const label = parts.join(" · ");
  if (order) {
    return { label: texts.t("agent.orderOf", { field: label }), ...orderSaid(field, context) };
  }
  if (member !== null) {
    return { label, ...said(memberField(field, member), context) };
  }
  return { label, ...(item === null ? said(field, context) : itemSaid(field, context)) };
}

/** A value as its field says it. */
function said(field: FieldDescription | undefined, context: WordsContext): Said {
  const value = (each: JsonValue) =>
    field === undefined
      ? anyWords(withoutSecrets(each, context), context.texts)
      : valueWords(field, each, context);
  return {
    value,
    both: value,
    change: (before, after) =>
      field === undefined
        ? { before: value(before), after: value(after) }
        : changeWords(field, before, after, context),
  };
}

/** An item as its field says a list of it alone; of both there is a list already. */
function itemSaid(field: FieldDescription | undefined, context: WordsContext): Said {
  const list = said(field, context);
  const value = (each: JsonValue) =>
    each === null ? context.texts.t("agent.takenAway") : list.value([each]);
  return {
    value,
    both: list.value,
    change: (before, after) =>
      before === null || after === null
        ? { before: value(before), after: value(after) }
        : list.change([before], [after]),
  };
}

/** A list in its order, an item a line. */
function orderSaid(field: FieldDescription | undefined, context: WordsContext): Said {
  const value = (list: JsonValue) =>
    Array.isArray(list)
      ? list.map((each, at) => `${at + 1}. ${itemName(each, field, context)}`).join("\n")
      : anyWords(withoutSecrets(list, context), context.texts);
  return { value, both: value, change: (before, after) => ({ before: value(before), after: value(after) }) };
}
