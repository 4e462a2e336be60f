/** The state behind an agent's page: base and edits, the draft that follows them, and what the core says about the values. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useReducer, useState } from "react";
import {
  type AgentId,
  type AgentRecord,
  type ConnectionId,
  commands,
  type Edits,
  type Finding,
  type JsonValue,
  type LiveState,
  type Pointer,
  type SystemDescription,
  unwrap,
} from "../bridge";
import { editedDocument } from "../controls/conditions";
import { drafts } from "./drafts";
import { liveSession } from "./editStore";
import { fieldAt, isMembers, liesWithin, readAt, rebase, same, withEdit, withoutEdit } from "./edits";
import { keepRecord } from "./records";
import type { AgentSession } from "./session";
import { unfinished, useUnfinishedFindings } from "./unfinished";

export interface EditState {
  readonly record: AgentRecord | null;
  readonly base: JsonValue;
  readonly edits: Edits;
}

export type EditAction =
  | { readonly kind: "edit"; readonly pointer: Pointer; readonly value: JsonValue }
  | { readonly kind: "revert"; readonly pointer: Pointer }
  | { readonly kind: "replaceEdits"; readonly edits: Edits }
  /** A newer record, read or stored beside the form. */
  | { readonly kind: "record"; readonly record: AgentRecord }
  /** What was sent is stored; what was edited since stays edited. */
  | { readonly kind: "saved"; readonly record: AgentRecord; readonly sent: Edits }
  /** The admin picked: what is left is mine, on top of the newest document. */
  | { readonly kind: "picked"; readonly record: AgentRecord; readonly edits: Edits }
  | { readonly kind: "live"; readonly live: LiveState };

export function reduceEdits(state: EditState, action: EditAction): EditState {
  switch (action.kind) {
    case "edit":
      return { ...state, edits: withEdit(state.base, state.edits, action.pointer, action.value) };
    case "revert":
      return { ...state, edits: withoutEdit(state.edits, action.pointer) };
    case "replaceEdits":
      return { ...state, edits: action.edits };
    case "record":
      return {
        record: action.record,
        ...rebase(state.base, action.record.document, state.edits),
      };
    case "saved": {
      const since = Object.entries(state.edits).filter(
        ([pointer, value]) => !same(action.sent[pointer] ?? null, value) || !(pointer in action.sent),
      );
      return { record: action.record, base: action.record.document, edits: Object.fromEntries(since) };
    }
    case "picked":
      return { record: action.record, base: action.record.document, edits: action.edits };
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

export interface Beginning {
  readonly connection: ConnectionId;
  readonly system: SystemDescription;
  readonly agent: AgentId | null;
  readonly own: boolean;
  readonly record: AgentRecord | null;
}

function begin({ connection, agent, record }: Beginning): EditState {
  const document = record?.document ?? {};
  const draft = drafts.of(connection, agent);
  return {
    record,
    ...(draft === undefined
      ? { base: document, edits: {} }
      : rebase(record === null ? {} : draft.base, document, draft.edits)),
  };
}

export interface Session extends AgentSession {
  readonly dispatch: (action: EditAction) => void;
}

/** Begins with the draft, if there is one. A newer `record` is taken up under the edits. */
export function useSession(beginning: Beginning): Session {
  const { connection, system, agent, own, record: given } = beginning;
  const [state, dispatch] = useReducer(reduceEdits, beginning, begin);
  const { record, base, edits } = state;
  const client = useQueryClient();

  const [seen, setSeen] = useState(given);
  if (given !== seen) {
    setSeen(given);
    if (given !== null) {
      dispatch({ kind: "record", record: given });
    }
  }

  useEffect(() => liveSession.open(connection, agent, { dispatch }), [connection, agent]);
  useEffect(() => {
    drafts.keep(connection, agent, base, edits);
  }, [connection, agent, base, edits]);
  useEffect(() => () => void drafts.flush(), []);

  const judged = useFindings(connection, agent, base, edits);
  const halfTyped = useUnfinishedFindings(connection, agent);
  const findings = useMemo(
    () => (halfTyped.length === 0 ? judged : [...halfTyped, ...judged]),
    [judged, halfTyped],
  );
  const value = useCallback(
    (pointer: Pointer) => {
      // An edit may stand on the place itself or around it.
      const around = Object.keys(edits).find((each) => liesWithin(pointer, each));
      // Or inside it: an object is what was read with its edits.
      return around === undefined
        ? readAt(editedDocument({ base, edits }), pointer)
        : readAt(edits[around] ?? null, pointer.slice(around.length));
    },
    [base, edits],
  );
  return useMemo<Session>(
    () => ({
      connection,
      system,
      agent,
      own,
      record,
      base,
      edits,
      value,
      edit: (pointer, next) => dispatch({ kind: "edit", pointer, value: next }),
      revert: (pointer) => {
        unfinished.forget(connection, agent, pointer);
        dispatch({ kind: "revert", pointer });
      },
      isEdited: (pointer) => Object.keys(edits).some((each) => liesWithin(each, pointer)),
      findings,
      replaceRecord: (next) => {
        keepRecord(client, next);
        dispatch({ kind: "record", record: next });
      },
      dispatch,
    }),
    [client, connection, system, agent, own, record, base, edits, value, findings],
  );
}

const checkAfter = 200;
const nothing: readonly Finding[] = [];

/** What the core says about the edits, a moment after the last one. */
function useFindings(
  connection: ConnectionId,
  agent: AgentId | null,
  base: JsonValue,
  edits: Edits,
): readonly Finding[] {
  const [findings, setFindings] = useState(nothing);
  useEffect(() => {
    if (Object.keys(edits).length === 0) {
      setFindings(nothing);
      return;
    }
    let late = false;
    const timer = setTimeout(() => {
      unwrap(commands.checkEdits(connection, agent, base, edits)).then(
        (plan) => {
          if (!late) {
            setFindings(plan.findings);
          }
        },
        // The same check stands before every save, and says there what went wrong.
        () => undefined,
      );
    }, checkAfter);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [connection, agent, base, edits]);
  return findings;
}

/** The findings of a field and of the places inside it. */
export function findingsAt(session: AgentSession, pointer: Pointer): readonly Finding[] {
  return session.findings.filter((finding) => liesWithin(finding.pointer, pointer));
}

/** Where a finding or change is shown. */
export function placeOf(session: AgentSession, pointer: Pointer) {
  return fieldAt(session.system, pointer);
}
