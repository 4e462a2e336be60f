/** The state of an agent's form and what can happen to it. Pure. */

import type { AgentRecord, Edits, JsonValue, LiveState, Pointer } from "../bridge";
import { isMembers } from "../bridge/members";
import { editedDocument } from "./conditions";
import { afterSave, liesWithin, readAt, rebase, same, withEdit, withoutEdit } from "./edits";

export interface EditState {
  readonly record: AgentRecord | null;
  readonly base: JsonValue;
  readonly edits: Edits;
}

export type EditAction =
  | { readonly kind: "edit"; readonly pointer: Pointer; readonly value: JsonValue }
  /** An edit that is made of the value as it is now, such as a move in a list. */
  | { readonly kind: "change"; readonly pointer: Pointer; readonly to: (now: JsonValue) => JsonValue }
  | { readonly kind: "revert"; readonly pointer: Pointer }
  | { readonly kind: "replaceEdits"; readonly edits: Edits }
  /** A newer record, read or stored beside the form. */
  | { readonly kind: "record"; readonly record: AgentRecord }
  /** What was sent is stored; what was edited since stays edited. */
  | { readonly kind: "saved"; readonly record: AgentRecord; readonly sent: Edits }
  | { readonly kind: "live"; readonly live: LiveState };

/** The value at a place: edited, else as it was read. */
export function valueAt({ base, edits }: Pick<EditState, "base" | "edits">, pointer: Pointer): JsonValue {
  // An edit may stand on the place itself or around it.
  const around = Object.keys(edits).find((each) => liesWithin(pointer, each));
  // Or inside it: an object is what was read with its edits.
  return around === undefined
    ? readAt(editedDocument({ base, edits }), pointer)
    : readAt(edits[around] ?? null, pointer.slice(around.length));
}

export function reduceEdits(state: EditState, action: EditAction): EditState {
  switch (action.kind) {
    case "edit":
      return { ...state, edits: withEdit(state.base, state.edits, action.pointer, action.value) };
    case "change": {
      const value = action.to(valueAt(state, action.pointer));
      return { ...state, edits: withEdit(state.base, state.edits, action.pointer, value) };
    }
    case "revert":
      return { ...state, edits: withoutEdit(state.edits, action.pointer) };
    case "replaceEdits":
      return { ...state, edits: action.edits };
    case "record":
      return {
        record: action.record,
        ...rebase(state.base, action.record.document, state.edits),
      };
    case "saved":
      return { record: action.record, ...afterSave(state, action.sent, action.record.document) };
    case "live":
      return { ...state, base: withLive(state, action.live) };
  }
}

/** Availability and workload as they are now, unless they are being edited. */
function withLive({ base, edits }: EditState, live: LiveState): JsonValue {
  if (!isMembers(base)) {
    return base;
  }
  const parts = Object.entries(live).filter(
    ([name, value]) =>
      value !== null && !Object.keys(edits).some((pointer) => liesWithin(pointer, `/${name}`)),
  );
  return parts.every(([name, value]) => same(base[name] ?? null, value))
    ? base
    : { ...base, ...Object.fromEntries(parts) };
}
