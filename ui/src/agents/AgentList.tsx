import { Button } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useMemo, useState } from "react";
import { connectionName } from "../app/names";
import { createAgent, usePlace } from "../app/place";
import { useSystemOf } from "../app/startUp";
import type { ConnectionId, ConnectionView } from "../bridge";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import { Empty } from "../parts/Empty";
import classes from "./AgentList.module.css";
import { AgentRows } from "./AgentRows";
import { Filters } from "./Filters";
import { ListHead } from "./ListHead";
import { RowSkeletons } from "./RowSkeletons";
import { everyone, isNarrowed, type Selection, select } from "./select";
import { type Agents, useAgents } from "./useAgents";

// What was searched and filtered stays while one looks at another connection; it ends with the window.
const remembered = new WeakMap<QueryClient, Map<ConnectionId, Selection>>();

function selectionsOf(client: QueryClient): Map<ConnectionId, Selection> {
  const kept = remembered.get(client) ?? new Map<ConnectionId, Selection>();
  remembered.set(client, kept);
  return kept;
}

/** All agents of one connection: search, filters, order, rows. */
export function AgentList({ view }: { readonly view: ConnectionView }) {
  const { t, format } = useText();
  const { id } = view.connection;
  const name = connectionName(view.connection);
  const selections = selectionsOf(useQueryClient());
  const list = useAgents(id);
  const system = useSystemOf(id);
  const place = usePlace();
  const [selection, setSelection] = useState<Selection>(() => selections.get(id) ?? everyone);
  const change = (next: Selection) => {
    selections.set(id, next);
    setSelection(next);
  };
  const now = useNow();
  // Typing stays quick with thousands of rows: the rows may follow a moment later.
  const applied = useDeferredValue(selection);
  const shown = useMemo(
    () => select(list.agents, applied, format.compare),
    [list.agents, applied, format.compare],
  );
  const open = place.screen === "agents" ? place.agent : undefined;
  return (
    <section className={classes.list} aria-label={t("agents.list", { connection: name })}>
      <ListHead
        connection={id}
        name={name}
        list={list}
        shown={shown.length}
        selection={selection}
        onChange={change}
        mayCreate={system?.capabilities.create ?? false}
      />
      <Filters agents={list.agents} selection={selection} onChange={change} />
      <div className={classes.body}>
        {list.first ? (
          <RowSkeletons />
        ) : shown.length > 0 ? (
          <AgentRows
            connection={id}
            agents={shown}
            open={open}
            now={now}
            mayCreate={system?.capabilities.create ?? false}
          >
            <ListEnd list={list} />
          </AgentRows>
        ) : (
          <Nothing
            list={list}
            narrowed={isNarrowed(applied)}
            onClear={() => change({ ...everyone, order: selection.order, reverse: selection.reverse })}
            onCreate={system?.capabilities.create === true ? () => createAgent(id) : undefined}
            connection={id}
          />
        )}
      </div>
      {list.state === "broken" && shown.length > 0 && <Incomplete list={list} connection={id} />}
    </section>
  );
}

/** What stands after the last row while more are on their way. */
function ListEnd({ list }: { readonly list: Agents }) {
  const { t } = useText();
  const { agents, total, state } = list;
  if (state !== "reading") {
    return null;
  }
  return (
    <p className={classes.end}>
      {total === null
        ? t("agents.stillReadingUnknown", { loaded: agents.length })
        : t("agents.stillReading", { loaded: agents.length, total })}
    </p>
  );
}

/** Below the rows and always in sight: nobody scrolls to the end of a list to learn that it is not the end. */
function Incomplete({ list, connection }: { readonly list: Agents; readonly connection: string }) {
  const { t } = useText();
  const { agents, total } = list;
  return (
    <div className={classes.broken} data-below>
      <p className={classes.brokenTitle}>
        {t("agents.incomplete")}.{" "}
        {total === null
          ? t("agents.incompleteSoFar", { loaded: agents.length })
          : t("agents.incompleteOf", { loaded: agents.length, total })}
      </p>
      <ErrorNotice error={list.error} onRetry={list.goOn} connection={connection} compact />
    </div>
  );
}

interface NothingProps {
  readonly list: Agents;
  readonly narrowed: boolean;
  readonly onClear: () => void;
  readonly onCreate?: () => void;
  readonly connection: string;
}

function Nothing({ list, narrowed, onClear, onCreate, connection }: NothingProps) {
  const { t } = useText();
  if (list.state === "broken") {
    return (
      <div className={classes.broken}>
        {list.agents.length > 0 && <p className={classes.brokenTitle}>{t("agents.nothingMatchesPart")}</p>}
        <ErrorNotice error={list.error} onRetry={list.goOn} connection={connection} compact />
        {narrowed && list.agents.length > 0 && <Button onClick={onClear}>{t("agents.filterClear")}</Button>}
      </div>
    );
  }
  if (narrowed && list.agents.length > 0) {
    return (
      <Empty text={t(list.state === "reading" ? "agents.nothingMatchesYet" : "agents.nothingMatches")}>
        <Button onClick={onClear}>{t("agents.filterClear")}</Button>
      </Empty>
    );
  }
  if (list.state === "reading") {
    return <RowSkeletons />;
  }
  return (
    <Empty text={t("agents.empty")}>
      {onCreate !== undefined && <Button onClick={onCreate}>{t("agents.emptyAction")}</Button>}
    </Empty>
  );
}

/** The present, to the minute: "open until 22:00" must not outlive 22:00 by much. */
function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useInterval(() => setNow(new Date()), 60_000, { autoInvoke: true });
  return now;
}
