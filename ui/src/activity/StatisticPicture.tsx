import { Button, Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { commands, runJob, type StatisticPart } from "../bridge";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import classes from "./Activity.module.css";
import { type Bar, BarPicture } from "./BarPicture";
import { axisWords, lengths, type Metric, metricWords } from "./metrics";
import { momentsOf, type PartLength, type Parts, partsOf } from "./periods";
import type { NumbersProps } from "./StatisticSection";
import { usePartWords } from "./usePartWords";

interface StatisticPictureProps extends NumbersProps {
  readonly metric: Metric;
}

/** One number over time: each part of the period is asked for by itself, and the page says so. */
export function StatisticPicture(props: StatisticPictureProps) {
  const { t, format } = useText();
  const parts = partsOf(props.period, format.week()[0] ?? 1);
  if (parts === undefined || parts.borders.length < 3) {
    return <p className={classes.quiet}>{t("statistic.onePart")}</p>;
  }
  return <Asked {...props} parts={parts} />;
}

function Asked({
  connection,
  agent,
  system,
  metric,
  parts,
}: StatisticPictureProps & { readonly parts: Parts }) {
  const { t } = useText();
  const client = useQueryClient();
  const [stopped, setStopped] = useState(false);
  const moments = momentsOf(parts.borders);
  const queryKey = [connection, "statistic", agent, moments];
  const { data, error, isError, isFetching, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      runJob((job, channel) => commands.agentStatistic(connection, agent, moments, job, channel), { signal }),
    enabled: !stopped,
  });
  const stop = () => {
    setStopped(true);
    void client.cancelQueries({ queryKey });
  };
  // The core asks for the whole once more, so that what it answers fits together.
  const count = moments.length;
  const failed = isError && !isFetching && !stopped;
  const waiting = data === undefined && !stopped && !failed;
  return (
    <section
      className={classes.picture}
      aria-label={t("statistic.overTime", { metric: t(`statistic.${metric}`) })}
    >
      <h3>{t("statistic.overTime", { metric: t(`statistic.${metric}`) })}</h3>
      <div className={classes.asks}>
        <p className={classes.quiet}>{t(`statistic.asks.${parts.length}`, { system, count })}</p>
        {waiting && (
          <Button size="xs" onClick={stop}>
            {t("statistic.stop")}
          </Button>
        )}
      </div>
      {waiting && (
        <div role="status" aria-label={t("statistic.drawing", { system })}>
          <Skeleton height={220} className={classes.late} />
        </div>
      )}
      {data === undefined && stopped && (
        <div className={classes.stopped}>
          <p role="status">{t("statistic.stopped")}</p>
          <Button size="xs" onClick={() => setStopped(false)}>
            {t("statistic.draw")}
          </Button>
        </div>
      )}
      {failed && <ErrorNotice error={error} connection={connection} onRetry={() => void refetch()} compact />}
      {data !== undefined && <Drawn parts={data.parts} metric={metric} length={parts.length} />}
    </section>
  );
}

interface DrawnProps {
  readonly parts: readonly StatisticPart[];
  readonly metric: Metric;
  readonly length: PartLength;
}

function Drawn({ parts, metric, length }: DrawnProps) {
  const { t, language } = useText();
  const words = usePartWords(length);
  const rows: Bar[] = parts.map((part) => ({
    key: part.from,
    short: words.short(new Date(part.from)),
    long: words.long(new Date(part.from)),
    value: part.statistic[metric],
  }));
  const most = rows.reduce((top, row) => (row.value > top.value ? row : top), rows[0] ?? emptyRow);
  if (most.value === 0) {
    return <p className={classes.quiet}>{t("statistic.nothing")}</p>;
  }
  const name = t(`statistic.${metric}`);
  return (
    <>
      <BarPicture
        bars={rows}
        label={t("statistic.picture", {
          metric: name,
          parts: rows.length,
          most: metricWords(metric, most.value, language),
          when: most.long,
        })}
        ofLength={lengths.has(metric)}
        words={(value) => metricWords(metric, value, language)}
        axisWords={(value) => axisWords(metric, value, language)}
      />
      <details className={classes.asTable}>
        <summary>{t("statistic.asTable")}</summary>
        <table className={classes.table} aria-label={t("statistic.overTime", { metric: name })}>
          <thead>
            <tr>
              <th scope="col">{t(`statistic.part.${length}`)}</th>
              <th scope="col" className={classes.number}>
                {name}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.long}</th>
                <td className={classes.number} data-figures>
                  {metricWords(metric, row.value, language)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

const emptyRow: Bar = { key: "", short: "", long: "", value: 0 };
