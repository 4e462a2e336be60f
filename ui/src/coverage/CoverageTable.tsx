import type { Coverage } from "../bridge";
import { showTime } from "../hours/typed";
import { dayWords } from "../hours/words";
import { useText } from "../i18n";
import classes from "./Coverage.module.css";
import { momentOf, quarter, runsOf } from "./words";

/** The board in words and figures, for whoever reads rather than looks. */
export function CoverageTable({ coverage }: { readonly coverage: Coverage }) {
  const { t, format } = useText();
  return (
    <table className={classes.table}>
      <caption className={classes.hint}>{t("coverage.tableOf")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("hours.day")}</th>
          <th scope="col">{t("hours.from")}</th>
          <th scope="col">{t("hours.to")}</th>
          <th scope="col">{t("coverage.on")}</th>
        </tr>
      </thead>
      <tbody data-figures>
        {coverage.days.flatMap((day) =>
          runsOf(day.quarters).map(({ from, to, count }) => {
            const end = Math.min(day.start + to * quarter, day.start + day.minutes);
            return (
              <tr key={`${day.date} ${from}`}>
                <th scope="row">{dayWords(day.day, format)}</th>
                <td>{showTime(day.walls[from] ?? 0)}</td>
                <td>{showTime(momentOf(coverage, end, true)?.minute ?? 0)}</td>
                <td>{count === 0 ? t("coverage.nobodyOn") : format.number(count)}</td>
              </tr>
            );
          }),
        )}
      </tbody>
    </table>
  );
}
