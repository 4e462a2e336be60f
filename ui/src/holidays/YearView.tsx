import { ActionIcon, Tooltip } from "@mantine/core";
import IconChevronLeft from "@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs";
import IconChevronRight from "@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs";
import { type KeyboardEvent, type MouseEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { type CalendarDate, useText, type Weekday } from "../i18n";
import { type Holiday, isMovable } from "./holidays";
import { monthWords } from "./words";
import classes from "./YearView.module.css";
import { dayByKey, firstYear, lastYear, weeksOf } from "./year";

interface YearViewProps {
  readonly holidays: readonly Holiday[];
  readonly today: CalendarDate;
  /** A day was chosen: the holiday that is there, or nothing. */
  readonly onChoose: (day: CalendarDate, holiday: Holiday | undefined) => void;
}

const idOf = ({ year, month, day }: CalendarDate) => `${year}-${month}-${day}`;

/** Twelve months with the holidays in them. One stop of the Tab key; arrows go from day to day, on into the next year. */
export function YearView({ holidays, today, onChoose }: YearViewProps) {
  const { t, format } = useText();
  const [current, setCurrent] = useState(today);
  const moved = useRef(false);
  const box = useRef<HTMLDivElement>(null);
  const hint = useId();
  const { year } = current;
  const onDay = new Map<string, Holiday[]>();
  for (const holiday of holidays) {
    const key = `${year}-${holiday.month}-${holiday.day}`;
    onDay.set(key, [...(onDay.get(key) ?? []), holiday]);
  }
  useLayoutEffect(() => {
    if (moved.current) {
      moved.current = false;
      box.current?.querySelector<HTMLElement>(`[data-day="${idOf(current)}"]`)?.focus();
    }
  }, [current]);

  const dayOf = (target: EventTarget): CalendarDate | undefined => {
    const found = target instanceof Element ? target.closest<HTMLElement>("[data-day]") : null;
    const [ofYear, month, day] = (found?.dataset.day ?? "").split("-").map(Number);
    return ofYear !== undefined && month !== undefined && day !== undefined
      ? { year: ofYear, month, day }
      : undefined;
  };
  const toYear = (next: number) => {
    // The 29th of February is there in some years only.
    const day = current.month === 2 ? Math.min(current.day, 28) : current.day;
    setCurrent(next === today.year ? today : { ...current, year: next, day });
  };
  const keyDown = (event: KeyboardEvent) => {
    const from = dayOf(event.target);
    if (from === undefined || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const mirrored = getComputedStyle(event.currentTarget).direction === "rtl";
    const next = dayByKey(from, event, format.week(), mirrored);
    if (next !== undefined) {
      event.preventDefault();
      moved.current = true;
      setCurrent(next);
    }
  };
  const click = (event: MouseEvent) => {
    const day = dayOf(event.target);
    if (day !== undefined) {
      setCurrent(day);
      onChoose(day, onDay.get(idOf(day))?.[0]);
    }
  };
  const weekdays = format.week().map((weekday) => ({
    weekday,
    short: format.weekday(weekday, "narrow"),
    long: format.weekday(weekday, "long"),
  }));
  const anyMovable = holidays.some(({ name }) => isMovable(name));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the days inside are buttons; this only hears them.
    <div ref={box} onKeyDown={keyDown} onClick={click}>
      <div className={classes.years}>
        <ActionIcon
          size={28}
          aria-label={t("holidays.previousYear")}
          disabled={year <= firstYear}
          onClick={() => toYear(year - 1)}
        >
          <IconChevronLeft size={18} stroke={1.5} className={classes.arrow} />
        </ActionIcon>
        <h3 aria-live="polite">{year}</h3>
        <ActionIcon
          size={28}
          aria-label={t("holidays.nextYear")}
          disabled={year >= lastYear}
          onClick={() => toYear(year + 1)}
        >
          <IconChevronRight size={18} stroke={1.5} className={classes.arrow} />
        </ActionIcon>
        <p id={hint}>{t("holidays.yearHint")}</p>
      </div>
      <div className={classes.months}>
        {Array.from({ length: 12 }, (_, at) => (
          <Month
            key={monthWords(at + 1, format)}
            year={year}
            month={at + 1}
            current={current}
            today={today}
            hint={hint}
            onDay={onDay}
            weekdays={weekdays}
          />
        ))}
      </div>
      <p className={classes.legend}>
        <span className={classes.key} data-holiday="fixed" aria-hidden />
        {t("holidays.legendHoliday")}
        {anyMovable && (
          <>
            <span className={classes.key} data-holiday="movable" aria-hidden />
            {t("holidays.legendMovable")}
          </>
        )}
        {year === today.year && (
          <>
            <span className={classes.key} data-today aria-hidden />
            {t("holidays.legendToday")}
          </>
        )}
      </p>
    </div>
  );
}

interface MonthProps {
  readonly year: number;
  readonly month: number;
  readonly current: CalendarDate;
  readonly today: CalendarDate;
  readonly hint: string;
  readonly onDay: ReadonlyMap<string, readonly Holiday[]>;
  readonly weekdays: readonly { readonly weekday: Weekday; readonly short: string; readonly long: string }[];
}

function Month({ year, month, current, today, hint, onDay, weekdays }: MonthProps) {
  const { t, format } = useText();
  const name = monthWords(month, format);
  return (
    <div className={classes.month}>
      <h4>{name}</h4>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a calendar is a grid that the arrow keys walk. */}
      <table role="grid" aria-label={t("holidays.monthOf", { month: name, year: String(year) })}>
        <thead>
          <tr>
            {weekdays.map(({ weekday, short, long }) => (
              <th key={weekday} scope="col" abbr={long}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(year, month, format.week()).map((week) => (
            <tr key={week.find((day) => day !== undefined)?.day}>
              {weekdays.map(({ weekday }, place) => {
                const day = week[place];
                return (
                  <td key={weekday}>
                    {day !== undefined && (
                      <Day
                        day={day}
                        holidays={onDay.get(idOf(day))}
                        today={idOf(today) === idOf(day)}
                        stop={idOf(current) === idOf(day)}
                        hint={hint}
                      />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface DayProps {
  readonly day: CalendarDate;
  readonly holidays: readonly Holiday[] | undefined;
  readonly today: boolean;
  /** Whether the Tab key stops here. */
  readonly stop: boolean;
  readonly hint: string;
}

function Day({ day, holidays, today, stop, hint }: DayProps) {
  const { t, format } = useText();
  const names = holidays?.map(({ name }) => (name === "" ? t("hours.unnamed") : name));
  const movable = holidays?.some(({ name }) => isMovable(name)) === true;
  const words = [
    format.calendarDay(day, "long"),
    ...(names ?? []),
    ...(movable ? [t("hours.movable")] : []),
    ...(today ? [t("holidays.today")] : []),
  ];
  const button = (
    <button
      type="button"
      className={classes.day}
      data-day={idOf(day)}
      data-holiday={names === undefined ? undefined : movable ? "movable" : "fixed"}
      data-today={today || undefined}
      aria-current={today ? "date" : undefined}
      aria-label={words.join(", ")}
      aria-describedby={stop ? hint : undefined}
      tabIndex={stop ? 0 : -1}
    >
      {day.day}
    </button>
  );
  return names === undefined ? (
    button
  ) : (
    <Tooltip
      label={[format.list(names), ...(movable ? [t("hours.movable")] : [])].join(" · ")}
      openDelay={100}
    >
      {button}
    </Tooltip>
  );
}
