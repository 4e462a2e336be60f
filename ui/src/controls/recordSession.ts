/** One record of a list as a session of its own, so that its fields are drawn by the same components as an agent's. */

import type { FieldDescription, JsonValue, Pointer } from "../bridge";
import type { Members } from "../bridge/members";
import { liesWithin, readAt, same, segments } from "../session/edits";
import type { AgentSession } from "../session/session";
import { clearedValue, withValue } from "./records";
import { isRecord, itemsOf } from "./unknownItems";

/** The value as it was read. */
export function storedValue(session: AgentSession, pointer: Pointer): JsonValue {
  return session.asRead === undefined ? readAt(session.base, pointer) : session.asRead(pointer);
}

export interface RecordPlace {
  readonly list: Pointer;
  readonly at: number;
  /** The record as it was read; none for a new one. */
  readonly origin: Members | null;
  readonly blank: JsonValue;
  readonly fields: readonly FieldDescription[];
}

/** Every edit inside is an edit of the whole list; what no field describes is kept. */
export function recordSession(
  session: AgentSession,
  { list, at, origin, blank, fields }: RecordPlace,
): AgentSession {
  const here = `${list}/${at}`;
  const place = `${session.within ?? ""}${here}`;
  const recordIn = (value: JsonValue): Members => {
    const item = itemsOf(value)[at];
    return isRecord(item) ? item : {};
  };
  const record = recordIn(session.value(list));
  const asRead = (pointer: Pointer) => (origin === null ? null : readAt(origin, pointer));
  const change = (pointer: Pointer, to: (record: Members) => JsonValue | undefined) =>
    session.change(list, (now) =>
      itemsOf(now).map((each, index) => {
        const own = isRecord(each) ? each : {};
        return index === at ? withValue(own, pointer, to(own)) : each;
      }),
    );
  const put = (pointer: Pointer, value: JsonValue | undefined) => change(pointer, () => value);
  const orEmptied = (pointer: Pointer, value: JsonValue) => (value === null ? emptied(pointer) : value);
  const emptied = (pointer: Pointer): JsonValue | undefined => {
    const field = fields.find((each) => each.pointer === pointer);
    const was = origin === null ? readAt(blank, pointer) : readAt(origin, pointer);
    return field === undefined ? null : clearedValue(field, was);
  };
  return {
    // One by one: a copy would read everything, and what reads everything is drawn at every keystroke.
    connection: session.connection,
    system: session.system,
    agent: session.agent,
    own: session.own,
    get record() {
      return session.record;
    },
    get base() {
      return session.base;
    },
    get edits() {
      return session.edits;
    },
    documentValue: (pointer) => session.documentValue(pointer),
    replaceRecord: (next) => session.replaceRecord(next),
    within: place,
    asRead,
    value: (pointer) => readAt(record, pointer),
    latest: (pointer) => readAt(recordIn(session.latest(list)), pointer),
    edit: (pointer, value) => put(pointer, orEmptied(pointer, value)),
    change: (pointer, to) => change(pointer, (record) => orEmptied(pointer, to(readAt(record, pointer)))),
    revert: (pointer) =>
      put(pointer, origin !== null && hasAt(origin, pointer) ? readAt(origin, pointer) : undefined),
    // Of a new record everything is new: no single field of it is worth a mark.
    isEdited: (pointer) => origin !== null && !same(readAt(record, pointer), readAt(origin, pointer)),
    findings: session.findings
      .filter((finding) => liesWithin(finding.pointer, here))
      .map((finding) => ({ ...finding, pointer: finding.pointer.slice(here.length) })),
  };
}

function hasAt(record: Members, pointer: Pointer): boolean {
  const path = segments(pointer);
  const last = path.pop() ?? "";
  const around = path.length === 0 ? record : readAt(record, `/${path.join("/")}`);
  return typeof around === "object" && around !== null && Object.hasOwn(around, last);
}
