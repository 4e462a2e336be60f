import { type KeyboardEvent, memo, useMemo } from "react";
import type { CoverageDay } from "../bridge";
import { showTime } from "../hours/typed";
import { dayNumber, dayWords } from "../hours/words";
import { useText } from "../i18n";
import classes from "./Coverage.module.css";
import { shadesOf } from "./words";

interface DayStripProps {
  readonly day: CoverageDay;
  /** Its place in the week. */
  readonly index: number;
  readonly most: number;
  /** The quarter that is chosen, where it is on this day. */
  readonly at: number | undefined;
  readonly hovered: number | undefined;
  /** Minute of the day now, where it is this day. */
  readonly now: number | undefined;
  readonly hintId: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onHover: (day: number, at: number | undefined) => void;
  readonly onChoose: (day: number, at: number) => void;
}

/**
 * One day: as many pieces as its shade changes, however many agents there are. Drawn again only where something of its own
 * changes, because the mouse moves faster than a week is drawn.
 */
export const DayStrip = memo(function DayStrip(props: DayStripProps) {
  const { day, index, most, at, hovered, now, hintId, onKeyDown, onHover, onChoose } = props;
  const { t, format } = useText();
  const length = day.quarters.length;
  const share = (quarters: number) => `${(quarters / length) * 100}%`;
  const shown = at ?? 0;
  const pieces = useMemo(() => shadesOf(day.quarters, most), [day.quarters, most]);
  const atPointer = (lane: Element, clientX: number) => {
    const { left, right, width } = lane.getBoundingClientRect();
    const way = getComputedStyle(lane).direction === "rtl" ? right - clientX : clientX - left;
    return width > 0 ? Math.min(length - 1, Math.max(0, Math.floor((way / width) * length))) : 0;
  };
  const name = dayWords(day.day, format);
  return (
    <div className={classes.row}>
      <span className={classes.day} aria-hidden>
        <b>{format.weekday(dayNumber(day.day))}</b>{" "}
        {format.dayOfYear(Number(day.date.slice(5, 7)), Number(day.date.slice(8, 10)))}
      </span>
      <div
        role="slider"
        tabIndex={at === undefined ? -1 : 0}
        className={classes.lane}
        aria-label={t("coverage.of", { day: name })}
        aria-valuemin={0}
        aria-valuemax={length - 1}
        aria-valuenow={shown}
        aria-valuetext={t("coverage.spoken", {
          day: name,
          time: showTime(day.walls[shown] ?? 0),
          count: day.quarters[shown] ?? 0,
        })}
        aria-describedby={hintId}
        onKeyDown={onKeyDown}
        onFocus={() => at === undefined && onChoose(index, shown)}
        onPointerMove={(event) => onHover(index, atPointer(event.currentTarget, event.clientX))}
        onPointerLeave={() => onHover(index, undefined)}
        onClick={(event) => onChoose(index, atPointer(event.currentTarget, event.clientX))}
      >
        {pieces.map(({ from, to, count }) => (
          // Each reaches under the next, so that no seam shows between them.
          <i
            key={from}
            data-shade={count}
            style={{ insetInlineStart: share(from), width: `calc(${share(to - from)} + 1px)` }}
          />
        ))}
        {now !== undefined && (
          <i className={classes.now} style={{ insetInlineStart: `${(now / day.minutes) * 100}%` }} />
        )}
        {[hovered, at].map(
          (quarter, which) =>
            quarter !== undefined && (
              <i
                key={which === 0 ? "hovered" : "chosen"}
                className={which === 0 ? classes.hovered : classes.chosen}
                style={{ insetInlineStart: share(quarter), width: share(1) }}
              />
            ),
        )}
      </div>
    </div>
  );
});
