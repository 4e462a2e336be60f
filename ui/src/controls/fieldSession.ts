/**
 * A session as one field sees it. It notes what the field reads and stays the same object for as long as all of that says the same,
 * so that a keystroke in one field does not draw the others.
 */
import { useLayoutEffect, useRef } from "react";
import type { Finding, JsonValue, Pointer } from "../bridge";
import { liesWithin } from "../session/edits";
import type { AgentSession } from "../session/session";

interface Read {
  readonly seen: unknown;
  /** The same read of another session. */
  readonly again: (session: AgentSession) => unknown;
}

interface FieldView {
  readonly session: AgentSession;
  /** Whether everything that was read says the same in another session. */
  holdsIn(other: AgentSession): boolean;
  /** From now on reads and edits go to this session. */
  follow(other: AgentSession): void;
}

function isSame(one: unknown, other: unknown): boolean {
  const objects = typeof one === "object" && typeof other === "object" && one !== null && other !== null;
  return Object.is(one, other) || (objects && JSON.stringify(one) === JSON.stringify(other));
}

function viewOf(first: AgentSession, field: Pointer): FieldView {
  let session = first;
  const reads = new Map<string, Read>();
  const read = <Value>(name: string, again: (of: AgentSession) => Value): Value => {
    const seen = again(session);
    reads.set(name, { seen, again });
    return seen;
  };
  const { connection, system, agent, own, within, asRead } = first;
  const findingsHere = (of: AgentSession): readonly Finding[] =>
    of.findings.filter((finding) => liesWithin(finding.pointer, field));
  const view: AgentSession = {
    connection,
    system,
    agent,
    own,
    within,
    get record() {
      return read("record", (of) => of.record);
    },
    get base() {
      return read("base", (of) => of.base);
    },
    get edits() {
      return read("edits", (of) => of.edits);
    },
    get findings() {
      return read("findings", findingsHere);
    },
    value: (pointer) => read(`value ${pointer}`, (of) => of.value(pointer)),
    documentValue: (pointer) => read(`document ${pointer}`, (of) => of.documentValue(pointer)),
    isEdited: (pointer) => read(`edited ${pointer}`, (of) => of.isEdited(pointer)),
    asRead:
      asRead &&
      ((pointer) => read(`read ${pointer}`, (of): JsonValue | undefined => of.asRead?.(pointer)) ?? null),
    latest: (pointer) => session.latest(pointer),
    edit: (pointer, value) => session.edit(pointer, value),
    change: (pointer, to) => session.change(pointer, to),
    revert: (pointer) => session.revert(pointer),
    replaceRecord: (record) => session.replaceRecord(record),
  };
  return {
    session: view,
    holdsIn: (other) =>
      other.connection === connection &&
      other.system === system &&
      other.agent === agent &&
      other.own === own &&
      other.within === within &&
      [...reads.values()].every(({ seen, again }) => isSame(seen, again(other))),
    follow: (other) => {
      session = other;
    },
  };
}

/** The session for a field at `pointer`, which sees of the findings those that are about it. */
export function useFieldSession(session: AgentSession, pointer: Pointer): AgentSession {
  const kept = useRef<FieldView>(undefined);
  let view = kept.current;
  if (view === undefined || !view.holdsIn(session)) {
    view = viewOf(session, pointer);
    kept.current = view;
  }
  const current = view;
  useLayoutEffect(() => current.follow(session), [current, session]);
  return current.session;
}
