import { zoneWords } from "../controls/zones";
import { useText } from "../i18n";
import classes from "./Hours.module.css";
import { HourTicks } from "./HourTicks";
import { showTime } from "./typed";
import { dayLength } from "./week";

interface RulerProps {
  /** The admin's own clock beside the agent's, and how many minutes it is ahead of it. */
  readonly own: { readonly zone: string; readonly ahead: number } | undefined;
}

/** The hours over the seven lanes, by the agent's clock and, where asked for, by the admin's. */
export function Ruler({ own }: RulerProps) {
  const { t } = useText();
  return (
    <>
      {own !== undefined && (
        <div className={classes.ruler} data-own aria-hidden>
          <b title={zoneWords(own.zone)}>{t("hours.yourTime")}</b>
          <HourTicks words={(hour) => shownAt(hour * 60 + own.ahead)} />
        </div>
      )}
      <div className={classes.ruler} aria-hidden>
        <HourTicks />
      </div>
    </>
  );
}

/** Full hours as the ruler has them, others with their minutes. */
function shownAt(minutes: number): string {
  const minute = ((minutes % dayLength) + dayLength) % dayLength;
  return minute % 60 === 0 ? String(minute / 60) : showTime(minute);
}
