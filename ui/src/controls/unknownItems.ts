/** Items of a list that have another form than the list edits: a text among records, a record among texts. They are kept. */

import type { JsonValue } from "../bridge";
import { isMembers, type Members } from "../bridge/members";
import { isMasked } from "../session/masked";
import { exactText } from "./exact";

export function itemsOf(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** Whether an item is a record, and no number or secret that only travels as an object. */
export function isRecord(item: JsonValue | undefined): item is Members {
  return isMembers(item) && !isMasked(item) && exactText(item) === undefined;
}

const isText = (item: JsonValue): item is string => typeof item === "string";

/** A list with other texts, its unknown items behind the texts they stood behind. */
export function withTexts(items: readonly JsonValue[], texts: readonly string[]): JsonValue[] {
  const behind = new Map<string | undefined, JsonValue[]>();
  let anchor: string | undefined;
  for (const item of items) {
    if (!isText(item)) {
      behind.set(anchor, [...(behind.get(anchor) ?? []), item]);
    } else if (texts.includes(item)) {
      anchor = item;
    }
  }
  const followers = (text: string | undefined) => {
    const found = behind.get(text) ?? [];
    behind.delete(text);
    return found;
  };
  return [...followers(undefined), ...texts.flatMap((text): JsonValue[] => [text, ...followers(text)])];
}

export function textsOf(items: readonly JsonValue[]): string[] {
  return items.filter(isText);
}
