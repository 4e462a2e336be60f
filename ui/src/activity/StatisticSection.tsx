import { Skeleton, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type AgentId, commands, runJob, type Statistic } from "../bridge";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import classes from "./Activity.module.css";
import { type Metric, metrics, metricWords } from "./metrics";
import { PeriodPicker } from "./PeriodPicker";
import { momentsOf, namedPeriod, type Period } from "./periods";
import { StatisticPicture } from "./StatisticPicture";
import { ActivityHead, type ActivityProps } from "./section";

/** Numbers of a period, as tiles and as a picture over time. */
export function StatisticSection({ session, section }: ActivityProps) {
  const { agent, connection, system } = session;
  const [period, setPeriod] = useState<Period>(() => namedPeriod("week", new Date()));
  return (
    <>
      <ActivityHead session={session} section={section} />
      <PeriodPicker period={period} onChange={setPeriod} />
      {agent !== null && (
        <Numbers
          key={`${agent} ${momentsOf([period.from, period.to]).join(" ")}`}
          connection={connection}
          agent={agent}
          system={system.name}
          period={period}
        />
      )}
    </>
  );
}

export interface NumbersProps {
  readonly connection: string;
  readonly agent: AgentId;
  readonly system: string;
  readonly period: Period;
}

/** The sum first: it is one request and stands while the picture is still asked for. */
function Numbers(props: NumbersProps) {
  const { connection, agent, period } = props;
  const { t } = useText();
  const [metric, setMetric] = useState<Metric>("tokens");
  const moments = momentsOf([period.from, period.to]);
  const { data, error, isError, isFetching, refetch } = useQuery({
    queryKey: [connection, "statistic", agent, moments],
    queryFn: ({ signal }) =>
      runJob((job, channel) => commands.agentStatistic(connection, agent, moments, job, channel), { signal }),
  });
  if (isError && !isFetching) {
    return <ErrorNotice error={error} connection={connection} onRetry={() => void refetch()} />;
  }
  if (data === undefined) {
    return (
      <div className={classes.tiles} role="status" aria-label={t("statistic.loading")}>
        {metrics.map((each) => (
          <Skeleton key={each} height={66} className={classes.late} />
        ))}
      </div>
    );
  }
  return (
    <>
      <Tiles statistic={data.whole} metric={metric} onChange={setMetric} />
      <StatisticPicture {...props} metric={metric} />
    </>
  );
}

interface TilesProps {
  readonly statistic: Statistic;
  readonly metric: Metric;
  readonly onChange: (metric: Metric) => void;
}

/** The eight numbers. Choosing one draws it over time: they are one set of radio buttons. */
function Tiles({ statistic, metric, onChange }: TilesProps) {
  const { t, language } = useText();
  return (
    <fieldset className={classes.tiles}>
      <VisuallyHidden component="legend">{t("statistic.tiles")}</VisuallyHidden>
      {metrics.map((each) => (
        <label key={each} className={classes.tile} data-chosen={each === metric}>
          <input
            type="radio"
            name="statistic-metric"
            className={classes.choice}
            checked={each === metric}
            onChange={() => onChange(each)}
          />
          <span className={classes.tileNumber} data-figures>
            {metricWords(each, statistic[each], language)}
          </span>{" "}
          <span className={classes.tileName}>{t(`statistic.${each}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
