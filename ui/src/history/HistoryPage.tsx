import { Button, CloseButton, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import IconDownload from "@tabler/icons-react/dist/esm/icons/IconDownload.mjs";
import IconSearch from "@tabler/icons-react/dist/esm/icons/IconSearch.mjs";
import { useMemo, useState } from "react";
import { type ChangeKind, type ChangeRecord, commands, type HistoryFormat, unwrap } from "../bridge";
import { useText } from "../i18n";
import { tell } from "../notices";
import { connectionName } from "../start/names";
import { useStartUp } from "../start/startUp";
import type { Place } from "../window/place";
import { everything, type Filters, isNarrowed, kinds, queryOf, type Time, times } from "./filters";
import classes from "./History.module.css";
import { HistoryList } from "./HistoryList";
import { useHistory } from "./useHistory";

type HistoryPlace = Extract<Place, { screen: "history" }>;

/** Every change made through the program: looked through, written to a file, taken back. */
export function HistoryPage({ place }: { readonly place: HistoryPlace }) {
  const { t } = useText();
  const { connections } = useStartUp();
  const [filters, setFilters] = useState<Filters>(() => ({
    ...everything,
    agent: ofPlace(place, connections),
  }));
  const [text] = useDebouncedValue(filters.text, 200);
  const [now] = useState(() => new Date());
  const query = useMemo(() => queryOf({ ...filters, text }, now), [filters, text, now]);
  const narrowed = isNarrowed(filters);
  const change = (part: Partial<Filters>) => setFilters((before) => ({ ...before, ...part }));
  const clear = () => setFilters(everything);
  const only = ({ connection, agent, agentName }: ChangeRecord) => {
    if (agent !== null) {
      change({ agent: { connection, agent, name: agentName } });
    }
  };
  const { data } = useHistory(query);
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <div>
          <h1>{t("history.title")}</h1>
          <p>{t("history.hint")}</p>
        </div>
        <Exports query={query} />
      </header>
      <search className={classes.filters}>
        <TextInput
          className={classes.search}
          aria-label={t("history.search")}
          placeholder={t("history.searchHint")}
          leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
          value={filters.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
        {connections.length > 1 && (
          <Select
            className={classes.filter}
            aria-label={t("history.connection")}
            placeholder={t("history.allConnections")}
            clearable
            clearButtonProps={{ "aria-label": t("history.allConnections") }}
            value={filters.connection}
            onChange={(connection) => change({ connection, agent: null })}
            data={connections.map(({ connection }) => ({
              value: connection.id,
              label: connectionName(connection),
            }))}
          />
        )}
        <Select
          className={classes.filter}
          aria-label={t("history.kind")}
          placeholder={t("history.allKinds")}
          clearable
          clearButtonProps={{ "aria-label": t("history.allKinds") }}
          value={filters.kind}
          onChange={(kind) => change({ kind: kind as ChangeKind | null })}
          data={kinds.map((kind) => ({ value: kind, label: t(`agent.change.${kind}`) }))}
        />
        <Select
          className={classes.filter}
          aria-label={t("history.time")}
          allowDeselect={false}
          value={filters.time}
          onChange={(time) => time !== null && change({ time: time as Time })}
          data={times.map((time) => ({ value: time, label: t(`history.${time}`) }))}
        />
        {filters.time === "between" && (
          <>
            <TextInput
              className={classes.day}
              type="date"
              label={t("history.from")}
              value={filters.from}
              onChange={(event) => change({ from: event.currentTarget.value })}
            />
            <TextInput
              className={classes.day}
              type="date"
              label={t("history.to")}
              value={filters.to}
              onChange={(event) => change({ to: event.currentTarget.value })}
            />
          </>
        )}
      </search>
      <p className={classes.facts}>
        <span>{t("history.total", { count: data?.pages[0]?.total ?? 0 })}</span>
        {filters.agent !== null && (
          <span dir="auto">
            {t("history.onlyAgent", { name: filters.agent.name })}
            <CloseButton
              size="sm"
              aria-label={t("history.allAgents")}
              onClick={() => change({ agent: null })}
            />
          </span>
        )}
      </p>
      <HistoryList query={query} none={t(narrowed ? "history.noneFound" : "history.none")} onOnly={only}>
        {narrowed && <Button onClick={clear}>{t("history.clear")}</Button>}
      </HistoryList>
    </div>
  );
}

/** The agent the page was opened for, where its connection is still there. */
function ofPlace({ of }: HistoryPlace, connections: ReturnType<typeof useStartUp>["connections"]) {
  return of !== undefined && connections.some(({ connection }) => connection.id === of.connection)
    ? of
    : null;
}

/** Writes every entry that matches to a file. */
function Exports({ query }: { readonly query: ReturnType<typeof queryOf> }) {
  const { t } = useText();
  const [busy, setBusy] = useState<HistoryFormat>();
  const save = async (format: HistoryFormat) => {
    setBusy(format);
    try {
      const named = await unwrap(
        commands.exportHistory(query, format, t("history.exportTitle"), `callboard-history.${format}`),
      );
      if (named) {
        tell.done(t("history.exported"));
      }
    } catch (error) {
      tell.problem(error);
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <div className={classes.exports}>
      {(["csv", "json"] as const).map((format) => (
        <Button
          key={format}
          loading={busy === format}
          disabled={busy !== undefined && busy !== format}
          leftSection={<IconDownload size={16} stroke={1.5} />}
          onClick={() => void save(format)}
        >
          {t(`history.${format}`)}
        </Button>
      ))}
    </div>
  );
}
