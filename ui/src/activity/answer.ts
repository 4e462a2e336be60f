/** What a system answered, put into rows of words. Secrets are never drawn. Pure. */

import type { JsonValue } from "../bridge";
import { isMembers } from "../bridge/members";
import { readableKey } from "../controls/words";
import { isMasked } from "../session/masked";

export interface AnswerRow {
  /** Where it stood, unique among the rows. */
  readonly place: string;
  readonly label: string;
  /** None where a secret is. */
  readonly value: JsonValue | undefined;
}

/** Every member that says something; one inside another carries both names. */
export function rowsOf(answer: JsonValue, within: readonly string[] = []): AnswerRow[] {
  if (!isMembers(answer)) {
    return [];
  }
  return Object.entries(answer).flatMap(([key, value]) => {
    const path = [...within, key];
    const row = { place: path.join("/"), label: path.map(readableKey).join(" · ") };
    if (isMasked(value)) {
      return [{ ...row, value: undefined }];
    }
    if (isMembers(value)) {
      return rowsOf(value, path);
    }
    return value === null || value === "" || (Array.isArray(value) && value.length === 0)
      ? []
      : [{ ...row, value }];
  });
}
