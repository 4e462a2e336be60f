import type { WeekStrip } from "../bridge";
import type { Weekday } from "../i18n";
import classes from "./WeekStripPicture.module.css";

interface WeekStripPictureProps {
  readonly week: WeekStrip;
  /** The days in the order people here read them. */
  readonly order: readonly Weekday[];
}

const halfDay = 5 * 60;

function fillOf(minutes: number): "closed" | "short" | "open" {
  if (minutes <= 0) {
    return "closed";
  }
  return minutes < halfDay ? "short" : "open";
}

/** Seven little bars: open, open for a short day, closed. The words for it stand in the row's name. */
export function WeekStripPicture({ week, order }: WeekStripPictureProps) {
  return (
    <span className={classes.strip} aria-hidden>
      {order.map((day) => (
        <i key={day} className={classes.day} data-fill={fillOf(week[day - 1] ?? 0)} />
      ))}
    </span>
  );
}
