/** What a form shows for a document: the conditions of fields, groups, options and aids, judged as the core judges them. */

import type { Condition, Edits, FieldDescription, JsonValue } from "../bridge";
import { isMembers } from "../bridge/members";
import { apply, holdsFor } from "./edits";
import type { AgentSession } from "./session";

interface Seen {
  readonly base: JsonValue;
  readonly document: JsonValue;
}

const seen = new WeakMap<Edits, Seen>();

/** The document as it is on screen: the edits on top of what was read. */
export function editedDocument({ base, edits }: Pick<AgentSession, "base" | "edits">): JsonValue {
  // Edits are never changed in place: the same ones on the same document say the same.
  const known = seen.get(edits);
  if (known?.base === base) {
    return known.document;
  }
  const document = apply(base, edits);
  seen.set(edits, { base, document });
  return document;
}

/** Whether all conditions hold. They begin at the top of the document, also those of a field inside a record. */
export function allHold(
  conditions: readonly Condition[],
  session: Pick<AgentSession, "documentValue">,
): boolean {
  return conditions.every((each) => holdsFor(each, session.documentValue(each.pointer)));
}

function saysSomething(value: JsonValue): boolean {
  if (value === null || typeof value === "string") {
    return value !== null && value.trim() !== "";
  }
  return typeof value !== "object" || Object.keys(value).length > 0;
}

/** Whether a save without it is refused: always, or as soon as its object says anything. */
export function isNeeded(session: AgentSession, { required, requiredWithin }: FieldDescription): boolean {
  if (required || requiredWithin === null) {
    return required;
  }
  const object = session.value(requiredWithin);
  return isMembers(object) && Object.values(object).some(saysSomething);
}
