import { Button } from "@mantine/core";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useDeferredValue, useMemo, useState } from "react";
import { everyone, isNarrowed, type Selection, select } from "../agents/select";
import type { Sources } from "../agents/sources";
import type { Agents } from "../agents/useAgents";
import { agentKey } from "../bridge/agentKey";
import { useText } from "../i18n";
import { Empty } from "../parts/Empty";
import { go, openAgentOf, usePlace } from "../window/place";
import { useNow } from "../window/useNow";
import classes from "./AgentList.module.css";
import { AgentRows } from "./AgentRows";
import type { WayIn } from "./adding";
import { Filters } from "./Filters";
import { ListHead } from "./ListHead";
import { RowSkeletons } from "./RowSkeletons";

// What was searched and filtered stays while one looks at another list; it ends with the window.
const remembered = new WeakMap<QueryClient, Map<string, Selection>>();

function selectionsOf(client: QueryClient): Map<string, Selection> {
  const kept = remembered.get(client) ?? new Map<string, Selection>();
  remembered.set(client, kept);
  return kept;
}

export interface ListingProps {
  /** What the search and the filters are remembered by. */
  readonly scope: string;
  readonly label: string;
  readonly title: string;
  readonly from?: ReactNode;
  readonly list: Agents;
  readonly sources: Sources;
  /** Whether agents of several connections are listed. */
  readonly across: boolean;
  readonly way: WayIn | undefined;
  readonly onAdd: () => void;
  /** What could not be read; always in sight, below the rows. */
  readonly troubles: ReactNode | undefined;
  /** What stands where there is nobody at all. */
  readonly empty: ReactNode;
}

/** A list of agents, of one connection or of all: head, filters, rows, and what is missing. */
export function Listing(props: ListingProps) {
  const { scope, label, list, sources, across, troubles } = props;
  const { format } = useText();
  const selections = selectionsOf(useQueryClient());
  const place = usePlace();
  const [selection, setSelection] = useState<Selection>(() => selections.get(scope) ?? everyone);
  const change = (next: Selection) => {
    selections.set(scope, next);
    setSelection(next);
  };
  const now = useNow(60_000);
  // Typing stays quick with thousands of rows: the rows may follow a moment later.
  const applied = useDeferredValue(selection);
  const shown = useMemo(
    () => select(list.agents, applied, format.compare),
    [list.agents, applied, format.compare],
  );
  const names = useMemo(
    () => (across ? new Map([...sources].map(([id, source]) => [id, source.name])) : undefined),
    [across, sources],
  );
  const opened = openAgentOf(place);
  const toCoverage = () =>
    go({
      screen: "coverage",
      ...(across || scope === "" ? {} : { connection: scope }),
      ...(isNarrowed(selection)
        ? { only: shown.map(({ connection, id }) => ({ connection, agent: id })) }
        : {}),
    });
  return (
    <section className={classes.list} aria-label={label}>
      <ListHead
        {...props}
        shown={shown.length}
        selection={selection}
        onChange={change}
        onCoverage={toCoverage}
      />
      <Filters agents={list.agents} selection={selection} onChange={change} connectionNames={names} />
      <div className={classes.body}>
        {list.first ? (
          <RowSkeletons />
        ) : shown.length > 0 ? (
          <AgentRows
            agents={shown}
            open={opened === undefined ? undefined : agentKey(opened.connection, opened.agent)}
            now={now}
            sources={sources}
            across={across}
          >
            <ListEnd list={list} />
          </AgentRows>
        ) : (
          <Nothing
            {...props}
            narrowed={isNarrowed(applied)}
            onClear={() => change({ ...everyone, order: selection.order, reverse: selection.reverse })}
          />
        )}
      </div>
      {/* Nobody scrolls to the end of a list to learn that it is not the end. */}
      {troubles !== undefined && shown.length > 0 && (
        <div className={classes.broken} data-below>
          {troubles}
        </div>
      )}
    </section>
  );
}

/** What stands after the last row: what is left out, and what is on its way. */
function ListEnd({ list }: { readonly list: Agents }) {
  const { t } = useText();
  const { agents, total, state, missing } = list;
  const loaded = agents.length;
  return (
    <>
      <Unreadable list={list} />
      {missing > 0 ? (
        <p className={classes.end} role="status">
          {t("agents.missing", { loaded, total: loaded + missing })}
        </p>
      ) : (
        state === "reading" && (
          <p className={classes.end}>
            {total === null
              ? t("agents.stillReadingUnknown", { loaded })
              : t("agents.stillReading", { loaded, total })}
          </p>
        )
      )}
    </>
  );
}

/** Entries that the system sent and nobody could use are not passed over in silence. */
function Unreadable({ list }: { readonly list: Agents }) {
  const { t } = useText();
  return list.unreadable === 0 ? null : (
    <p className={classes.end} role="status">
      {t("agents.unreadable", { count: list.unreadable })}
    </p>
  );
}

interface NothingProps extends ListingProps {
  readonly narrowed: boolean;
  readonly onClear: () => void;
}

function Nothing({ list, narrowed, onClear, troubles, empty }: NothingProps) {
  const { t } = useText();
  if (troubles !== undefined) {
    return (
      <div className={classes.broken}>
        {list.agents.length > 0 && <p className={classes.brokenTitle}>{t("agents.nothingMatchesPart")}</p>}
        {troubles}
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
  return list.unreadable > 0 ? <Unreadable list={list} /> : empty;
}
