import { ActionIcon, Button, Select, Tooltip } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import IconChevronLeft from "@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs";
import IconChevronRight from "@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs";
import { type KeyboardEvent, useCallback, useId, useRef, useState } from "react";
import type { AgentSummary, CoverageBoard } from "../bridge";
import { findOptions } from "../controls/Picker";
import { useZoneOptions } from "../controls/useZoneOptions";
import { ErrorNotice } from "../errors";
import { HourTicks } from "../hours/HourTicks";
import { days } from "../hours/week";
import { momentIn, ownZone } from "../hours/zone";
import { useText } from "../i18n";
import { Empty } from "../parts/Empty";
import { connectionName } from "../start/names";
import { useConnection } from "../start/startUp";
import { goBack } from "../window/place";
import classes from "./Coverage.module.css";
import { CoverageTable } from "./CoverageTable";
import { DayStrip } from "./DayStrip";
import { Gaps, Moment } from "./Moment";
import { type CoveragePlace, useCoverage } from "./useCoverage";
import { type Cursor, legendOf, stepped } from "./words";

/** How many agents are on in each quarter of an hour of a week, and when nobody is. */
export function CoveragePage({ place }: { readonly place: CoveragePlace }) {
  const { t, format } = useText();
  const [zone, setZone] = useState(ownZone);
  const [weeks, setWeeks] = useState(0);
  const firstDay = days[(format.week()[0] ?? 1) - 1] ?? "monday";
  const { answer, agents, reading, incomplete } = useCoverage(place, zone, firstDay, weeks);
  const view = useConnection(place.connection ?? "");
  const zones = useZoneOptions(zone);
  const board = answer.data;
  const counted = board === undefined ? 0 : board.agents.length - board.coverage.unknown.length;
  const facts = [
    place.only === undefined
      ? view === undefined
        ? t("agents.all")
        : connectionName(view.connection)
      : t("coverage.chosen"),
    board === undefined ? undefined : t("coverage.counted", { count: counted }),
    board !== undefined && board.coverage.unknown.length > 0
      ? t("coverage.unknown", { count: board.coverage.unknown.length })
      : undefined,
    board !== undefined && board.withoutHours > 0
      ? t("coverage.withoutHours", { count: board.withoutHours })
      : undefined,
    incomplete && !reading ? t("coverage.incomplete") : undefined,
  ].filter((fact) => fact !== undefined);
  const dates = board?.coverage.days.map(({ date }) => format.date(new Date(`${date}T12:00:00Z`), "UTC"));
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>{t("coverage.title")}</h1>
        <div className={classes.tools}>
          <Select
            searchable
            allowDeselect={false}
            aria-label={t("coverage.zone")}
            data={zones.map(({ value, label }) => ({ value, label }))}
            filter={({ search }) =>
              search === zones.find(({ value }) => value === zone)?.label
                ? findOptions(zones, "").map(({ value, label }) => ({ value, label }))
                : findOptions(zones, search).map(({ value, label }) => ({ value, label }))
            }
            value={zone}
            limit={60}
            comboboxProps={{ keepMounted: false }}
            onChange={(value) => value !== null && setZone(value)}
          />
          <WeekStep name={t("coverage.previous")} onClick={() => setWeeks(weeks - 1)} back />
          <Button disabled={weeks === 0} onClick={() => setWeeks(0)}>
            {t("coverage.thisWeek")}
          </Button>
          <WeekStep name={t("coverage.next")} onClick={() => setWeeks(weeks + 1)} />
          <Button variant="subtle" onClick={() => goBack({ screen: "everything" })}>
            {t("common.close")}
          </Button>
        </div>
      </header>
      <p className={classes.facts} role="status">
        {dates !== undefined && <b>{t("coverage.week", { from: dates[0] ?? "", to: dates[6] ?? "" })}</b>}{" "}
        {facts.join(" · ")}
      </p>
      {answer.isError ? (
        <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />
      ) : board === undefined || (reading && board.agents.length === 0) ? (
        <p aria-busy="true">{t("coverage.reading")}</p>
      ) : counted === 0 ? (
        <Empty text={t("coverage.nobody")} hint={t("coverage.nobodyHint")} />
      ) : (
        <Board board={board} agents={agents} thisWeek={weeks === 0} key={`${zone} ${weeks}`} />
      )}
    </div>
  );
}

interface WeekStepProps {
  readonly name: string;
  readonly onClick: () => void;
  readonly back?: boolean;
}

function WeekStep({ name, onClick, back = false }: WeekStepProps) {
  const Icon = back ? IconChevronLeft : IconChevronRight;
  return (
    <Tooltip label={name}>
      <ActionIcon size={34} aria-label={name} onClick={onClick}>
        <Icon size={18} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}

/** A mouse that stands still this long rests. */
const restMilliseconds = 80;

interface BoardProps {
  readonly board: CoverageBoard;
  readonly agents: ReadonlyMap<string, AgentSummary>;
  readonly thisWeek: boolean;
}

function Board({ board, agents, thisWeek }: BoardProps) {
  const { t } = useText();
  const { coverage } = board;
  const now = thisWeek ? momentIn(coverage.zone, new Date()) : undefined;
  const [cursor, setCursor] = useState<Cursor>(() => {
    const day = Math.max(
      0,
      coverage.days.findIndex((each) => each.day === now?.day),
    );
    return { day, at: Math.floor((now?.minute ?? 540) / 15) };
  });
  const [hover, setHover] = useState<Cursor>();
  const [table, setTable] = useState(false);
  const hintId = useId();
  const box = useRef<HTMLDivElement>(null);
  const details = useRef<HTMLDivElement>(null);
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (event.key === "Enter") {
        details.current?.querySelector<HTMLElement>("button")?.focus();
        return;
      }
      const next = stepped(coverage.days, cursor, event.key);
      if (next !== undefined) {
        event.preventDefault();
        setHover(undefined);
        setCursor(next);
        box.current?.querySelectorAll<HTMLElement>("[role=slider]")[next.day]?.focus();
      }
    },
    [coverage.days, cursor],
  );
  const onHover = useCallback((day: number, at: number | undefined) => {
    setHover((before) => {
      if (at === undefined) {
        return undefined;
      }
      return before?.day === day && before.at === at ? before : { day, at };
    });
  }, []);
  const onChoose = useCallback((day: number, at: number) => {
    setHover(undefined);
    setCursor({ day, at });
  }, []);
  // The frame and the number go with the mouse; two dozen names are drawn anew where it rests.
  const [rested] = useDebouncedValue(hover, restMilliseconds);
  const told = hover === undefined ? cursor : (rested ?? hover);
  return (
    <>
      <p id={hintId} className={classes.hint}>
        {t("coverage.keys")}
      </p>
      <div ref={box} className={classes.week}>
        <div className={classes.ruler} aria-hidden>
          <HourTicks />
        </div>
        {coverage.days.map((day, index) => (
          <DayStrip
            key={day.date}
            day={day}
            index={index}
            most={coverage.most}
            at={cursor.day === index ? cursor.at : undefined}
            hovered={hover?.day === index ? hover.at : undefined}
            now={now?.day === day.day ? now.minute : undefined}
            hintId={hintId}
            onKeyDown={onKeyDown}
            onHover={onHover}
            onChoose={onChoose}
          />
        ))}
      </div>
      <div className={classes.legend}>
        <span className={classes.key}>
          <i data-shade={0} /> {t("coverage.nobodyOn")}
        </span>
        {legendOf(coverage.most).map(({ shade, from, to }) => (
          <span key={shade} className={classes.key} data-figures>
            <i data-shade={shade} /> {from === to ? from : `${from} – ${to}`}
          </span>
        ))}
        <Button size="xs" aria-pressed={table} onClick={() => setTable(!table)}>
          {t("coverage.asTable")}
        </Button>
      </div>
      {table && <CoverageTable coverage={coverage} />}
      <div className={classes.under} ref={details}>
        <Moment board={board} agents={agents} cursor={hover ?? cursor} told={told} />
        <Gaps coverage={coverage} onChoose={onChoose} />
      </div>
    </>
  );
}
