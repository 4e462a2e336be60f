import { Button } from "@mantine/core";
import type { Pointer } from "../bridge";
import { useText } from "../i18n";
import { ChangedMark } from "../parts/ChangedMark";
import type { AgentSession } from "../session/session";
import classes from "./Hours.module.css";
import { useWeek } from "./useWeek";
import { totalOf } from "./week";
import { shortLength } from "./words";

interface WeekTotalsProps {
  readonly session: AgentSession;
  readonly pointer: Pointer;
}

/** The hours of the week in all, and what one day can hold. */
export function WeekTotals({ session, pointer }: WeekTotalsProps) {
  const { t } = useText();
  const { week, former, edited, putBack } = useWeek(session, pointer);
  if (week === undefined) {
    return null;
  }
  const total = totalOf(week);
  const was = former === undefined ? undefined : totalOf(former);
  const single = session.system.capabilities.schedule?.rangesPerDay === 1;
  return (
    <section aria-label={t("hours.thisWeek")}>
      <div className={classes.head}>
        <h2>{t("hours.thisWeek")}</h2>
        <span className={classes.headHint}>
          {t("hours.total", { length: shortLength(total.minutes), days: total.openDays })}
          {was !== undefined && was.minutes !== total.minutes && (
            <>
              {" · "}
              {t("hours.totalWas", { length: shortLength(was.minutes) })}
              <ChangedMark />
            </>
          )}
        </span>
        {edited && (
          <div className={classes.headActions}>
            <Button size="xs" variant="subtle" onClick={putBack}>
              {t("hours.putWeekBack")}
            </Button>
          </div>
        )}
      </div>
      {single && <p className={classes.note}>{t("hours.oneRange", { system: session.system.name })}</p>}
    </section>
  );
}
