/** The state behind an agent's page: base and edits, the draft that follows them, and what the core says about the values. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useLayoutEffect, useMemo, useState } from "react";
import {
  type AgentId,
  type AgentRecord,
  askOnBase,
  type ConnectionId,
  commands,
  type Edits,
  type Finding,
  type JsonValue,
  type Pointer,
  type SystemDescription,
  unwrap,
} from "../bridge";
import { useStore } from "../store/store";
import { drafts } from "./drafts";
import { type EditAction, type EditState, valueAt } from "./editState";
import { createEditStore, type EditStore, liveSession } from "./editStore";
import { fieldAt, liesWithin, rebase } from "./edits";
import { keepRecord } from "./records";
import type { AgentSession } from "./session";
import { unfinished, useUnfinishedFindings } from "./unfinished";

export interface Beginning {
  readonly connection: ConnectionId;
  readonly system: SystemDescription;
  readonly agent: AgentId | null;
  readonly own: boolean;
  readonly record: AgentRecord | null;
}

function firstState({ connection, agent, record }: Beginning): EditState {
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
  const [store] = useState<EditStore>(() => createEditStore(firstState(beginning), given));
  const { record, base, edits } = useStore(store.state);
  const { dispatch } = store;
  const client = useQueryClient();
  useLayoutEffect(() => store.takeUp(given), [store, given]);
  useEffect(() => liveSession.open(connection, agent, store), [connection, agent, store]);

  useEffect(() => {
    drafts.keep(connection, agent, base, edits);
  }, [connection, agent, base, edits]);
  useEffect(() => () => void drafts.flush(), []);

  const judged = useFindings(connection, agent, base, edits);
  const halfTyped = useUnfinishedFindings(connection, agent);
  const findings = useMemo(
    () =>
      halfTyped.length === 0
        ? judged
        : [
            ...halfTyped,
            // What the core says there is about the value before.
            ...judged.filter(({ pointer }) => !halfTyped.some((each) => each.pointer === pointer)),
          ],
    [judged, halfTyped],
  );
  const value = useCallback((pointer: Pointer) => valueAt({ base, edits }, pointer), [base, edits]);
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
      documentValue: value,
      edit: (pointer, next) => liveSession.edit(connection, agent, store, pointer, () => next),
      change: (pointer, to) => liveSession.edit(connection, agent, store, pointer, to),
      latest: (pointer) => valueAt(store.state.get(), pointer),
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
    [client, store, dispatch, connection, system, agent, own, record, base, edits, value, findings],
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
      askOnBase({ connection, agent }, base, (id) =>
        unwrap(commands.checkEdits(connection, agent, id, edits)),
      ).then(
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
