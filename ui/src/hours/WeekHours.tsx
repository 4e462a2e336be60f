import { Button, Menu } from "@mantine/core";
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import type { AgentSession } from "../agent/session";
import type { Pointer } from "../bridge";
import { useText } from "../i18n";
import { CopyDialog } from "./CopyDialog";
import { type DayActions, DayRow } from "./DayRow";
import { Findings } from "./Findings";
import classes from "./Hours.module.css";
import { meaningOf } from "./keys";
import { SecondRange } from "./SecondRange";
import { TimesForm } from "./TimesForm";
import { templates } from "./templates";
import { useHoursDrag } from "./useHoursDrag";
import { useSpoken } from "./useSpoken";
import { useWeek } from "./useWeek";
import { type DayName, dayBefore, days, type Range, rangeOf, totalOf, wholeDay } from "./week";
import { dayWords, longLength, shortLength, spoken } from "./words";
import { ZoneLine } from "./ZoneLine";
import type { ZoneMoment } from "./zone";

interface WeekHoursProps {
  readonly session: AgentSession;
  readonly pointer: Pointer;
  readonly zone: string | undefined;
  readonly now: Date;
  readonly moment: ZoneMoment | undefined;
}

type Floating =
  | { readonly kind: "times"; readonly day: DayName }
  | { readonly kind: "second"; readonly day: DayName; readonly former: Range; readonly painted: Range }
  | { readonly kind: "copy"; readonly day: DayName };

const ticks = [0, 3, 6, 9, 12, 15, 18, 21, 24];

/** The week as a picture that can be painted, with a twin in keys and words for every drag. */
export function WeekHours({ session, pointer, zone, now, moment }: WeekHoursProps) {
  const { t, format } = useText();
  const { week, former, set, reopen, copy, fill, putBackDay } = useWeek(session, pointer);
  const [floating, setFloating] = useState<Floating>();
  const [sentence, say] = useSpoken();
  const hintId = useId();
  const box = useRef<HTMLDivElement>(null);
  const toFocus = useRef<DayName | undefined>(undefined);
  const order = format.week().flatMap((number) => days[number - 1] ?? []);

  const focusDay = (day: DayName) =>
    box.current?.querySelector<HTMLElement>(`[data-hours="${day}"]`)?.focus({ preventScroll: false });
  // In the same breath as the drawing: a later effect could run before it and find the bar that is about to go.
  useLayoutEffect(() => {
    if (toFocus.current !== undefined) {
      focusDay(toFocus.current);
      toFocus.current = undefined;
    }
  });

  const change = (day: DayName, range: Range | undefined) => {
    set(day, range);
    toFocus.current = day;
    say(spoken(day, range === undefined ? { kind: "closed" } : { kind: "open", range }, format));
  };
  const leave = (day: DayName) => {
    toFocus.current = day;
    setFloating(undefined);
  };

  const { drag, laneRef, bind } = useHoursDrag({
    rangeOf: (day) => (week === undefined ? undefined : rangeOf(week[day])),
    drop: (day, part, range) => {
      const had = week === undefined ? undefined : rangeOf(week[day]);
      if (part === "paint" && had !== undefined) {
        setFloating({ kind: "second", day, former: had, painted: range });
      } else {
        change(day, range);
      }
    },
    press: (day, part) => {
      focusDay(day);
      if (part === "paint" && week?.[day].kind !== "open") {
        setFloating({ kind: "times", day });
      }
    },
  });

  // What was painted stays in sight while it is asked about.
  const asked =
    floating?.kind === "second"
      ? ({ day: floating.day, part: "paint", range: floating.painted } as const)
      : undefined;

  if (week === undefined) {
    return (
      <div className={classes.odd}>
        <div className={classes.head}>
          <h2>{t("hours.week")}</h2>
        </div>
        <p>{t("hours.unreadableWeek")}</p>
        <p className={classes.hint}>{t("hours.unreadableWeekHint")}</p>
        <Button onClick={() => fill({})}>{t("hours.beginAfresh")}</Button>
      </div>
    );
  }

  const actions: DayActions = {
    keyDown: (day, event: KeyboardEvent) => {
      const mirrored = getComputedStyle(event.currentTarget).direction === "rtl";
      const meaning = meaningOf(event, rangeOf(week[day]), mirrored);
      if (meaning === undefined || drag !== undefined) {
        return;
      }
      event.preventDefault();
      switch (meaning.kind) {
        case "range":
          change(day, meaning.range);
          break;
        case "day":
          focusDay(order[(order.indexOf(day) + meaning.direction + 7) % 7] ?? day);
          break;
        case "type":
          setFloating({ kind: "times", day });
          break;
        case "clear":
          change(day, undefined);
          break;
      }
    },
    toggle: (day, open) => {
      if (open) {
        const range = reopen(day);
        say(spoken(day, { kind: "open", range }, format));
      } else {
        set(day, undefined);
        say(spoken(day, { kind: "closed" }, format));
      }
    },
    type: (day) => setFloating({ kind: "times", day }),
    copy: (day) => setFloating({ kind: "copy", day }),
    allDay: (day) => change(day, wholeDay),
    close: (day) => change(day, undefined),
    putBack: (day) => {
      putBackDay(day);
      toFocus.current = day;
      if (former !== undefined) {
        say(spoken(day, former[day], format));
      }
    },
  };
  const sayWeek = (minutes: number, openDays: number) =>
    say(t("hours.spokenWeek", { length: longLength(minutes), days: openDays }));

  return (
    <>
      <div className={classes.head}>
        <h2>{t("hours.week")}</h2>
        <span className={classes.headHint}>{t("hours.hint")}</span>
        <div className={classes.headActions}>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button>{t("hours.templates")}</Button>
            </Menu.Target>
            <Menu.Dropdown>
              {templates.map((template) => (
                <Menu.Item
                  key={template.text}
                  onClick={() => {
                    fill(template.ranges);
                    const ranges = Object.values(template.ranges);
                    sayWeek(
                      ranges.reduce((sum, range) => sum + range.to - range.from, 0),
                      ranges.length,
                    );
                  }}
                >
                  {t(template.text)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Button
            onClick={() =>
              setFloating({ kind: "copy", day: order.find((day) => week[day].kind === "open") ?? "monday" })
            }
          >
            {t("hours.copyDay")}
          </Button>
        </div>
      </div>
      <ZoneLine session={session} zone={zone} now={now} />
      <p id={hintId} className={classes.heard}>
        {t("hours.keysHint")}
      </p>
      <div className={classes.week} ref={box} data-dragging={drag?.part} {...bind}>
        <div className={classes.ruler} aria-hidden>
          {ticks.map((hour) => (
            <span key={hour} style={{ insetInlineStart: `${(hour / 24) * 100}%` }}>
              {hour}
            </span>
          ))}
        </div>
        {order.map((day) => (
          <DayRow
            key={day}
            day={day}
            hours={week[day]}
            former={former?.[day]}
            before={rangeOf(week[dayBefore(day)])}
            drag={asked ?? drag}
            now={moment?.day === day ? moment.minute : undefined}
            hintId={hintId}
            actions={actions}
            laneRef={laneRef}
          >
            {floating?.kind === "times" && floating.day === day && (
              <TimesForm
                day={day}
                range={rangeOf(week[day])}
                onClose={() => leave(day)}
                onApply={(range) => {
                  setFloating(undefined);
                  change(day, range);
                }}
              />
            )}
            {floating?.kind === "second" && floating.day === day && (
              <SecondRange
                system={session.system.name}
                day={day}
                former={floating.former}
                painted={floating.painted}
                onClose={() => leave(day)}
                onChoose={(range) => {
                  setFloating(undefined);
                  change(day, range);
                }}
              />
            )}
          </DayRow>
        ))}
      </div>
      <Findings session={session} pointer={pointer} />
      <p className={classes.heard} role="status">
        {sentence}
      </p>
      {floating?.kind === "copy" && (
        <CopyDialog
          week={week}
          from={floating.day}
          onClose={() => setFloating(undefined)}
          onCopy={(from, to) => {
            setFloating(undefined);
            copy(from, to);
            say(t("hours.spokenCopied", { days: format.list(to.map((day) => dayWords(day, format))) }));
          }}
        />
      )}
    </>
  );
}

/** The hours of the week in all, and what one day can hold. */
export function WeekTotals({
  session,
  pointer,
}: {
  readonly session: AgentSession;
  readonly pointer: Pointer;
}) {
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
              <i className={classes.mark} />
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
