import { ActionIcon, Button, Tooltip, VisuallyHidden } from "@mantine/core";
import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import IconArrowForwardUp from "@tabler/icons-react/dist/esm/icons/IconArrowForwardUp.mjs";
import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { actions } from "../actions/actions";
import { keysText } from "../actions/keys";
import type { JsonValue, Pointer } from "../bridge";
import { Findings } from "../controls/Findings";
import { useText } from "../i18n";
import type { AgentSession } from "../session/session";
import { CopyDayDialog } from "./CopyDayDialog";
import { type DayActions, DayRow } from "./DayRow";
import classes from "./Hours.module.css";
import { meaningOf } from "./keys";
import { OtherAgentDialog } from "./OtherAgentDialog";
import { Ruler } from "./Ruler";
import {
  addRange,
  changedDays,
  minutesOfWeek,
  type Ranges,
  rangesOfWeek,
  type StorageProblem,
  storageProblems,
  withChoice,
} from "./ranges";
import { SecondRange } from "./SecondRange";
import { TemplatesDialog } from "./TemplatesDialog";
import { TimesForm } from "./TimesForm";
import { useHoursDrag } from "./useHoursDrag";
import type { HoursHistory } from "./useHoursHistory";
import { useWeek } from "./useWeek";
import { WeekMenu } from "./WeekMenu";
import { type DayName, dayBefore, days, type Range, rangeOf, wholeDay } from "./week";
import { dayWords, longLength, spoken } from "./words";
import { ZoneLine } from "./ZoneLine";
import { minutesAhead, ownZone, type ZoneMoment } from "./zone";

interface WeekHoursProps {
  readonly session: AgentSession;
  readonly pointer: Pointer;
  readonly zone: string | undefined;
  readonly now: Date;
  readonly moment: ZoneMoment | undefined;
  readonly holidays: JsonValue;
  readonly history: HoursHistory;
  /** Says a sentence to those who listen. */
  readonly say: (sentence: string) => void;
}

type Floating =
  | { readonly kind: "times"; readonly day: DayName }
  | {
      readonly kind: "second";
      readonly problem: StorageProblem;
      readonly painted: Range;
      /** The whole week as it was painted. */
      readonly week: Ranges;
    }
  | { readonly kind: "copy"; readonly day: DayName }
  | { readonly kind: "templates" | "otherAgent" };

/** The week as a picture that can be painted, with a twin in keys and words for every drag. */
export function WeekHours(props: WeekHoursProps) {
  const { session, pointer, zone, now, moment, holidays, history, say } = props;
  const { t, format } = useText();
  const { week, former, set, setDays, reopen, copy, fill, putBackDay } = useWeek(session, pointer);
  const [floating, setFloating] = useState<Floating>();
  const [ownShown, setOwnShown] = useState(false);
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

  const perDay = session.system.capabilities.schedule?.rangesPerDay ?? 1;
  /** A week as it was painted: stored where the system can hold it, else asked about day by day. */
  const settle = (wanted: Ranges, day: DayName, painted: Range) => {
    if (week === undefined) {
      return;
    }
    const [problem] = storageProblems(wanted, perDay);
    if (problem !== undefined) {
      setFloating({ kind: "second", problem, painted, week: wanted });
      return;
    }
    const changed = changedDays(rangesOfWeek(week), wanted);
    const range = changed.get(day);
    setFloating(undefined);
    setDays(changed);
    toFocus.current = day;
    say(
      [...changed]
        .filter(([each]) => range === undefined || each === day)
        .map(([each, hours]) =>
          spoken(each, hours === undefined ? { kind: "closed" } : { kind: "open", range: hours }, format),
        )
        .join("; "),
    );
  };

  const { drags, laneRef, bind } = useHoursDrag({
    rangeOf: (day) => (week === undefined ? undefined : rangeOf(week[day])),
    drop: (day, part, range) => {
      if (part === "paint" && week !== undefined) {
        settle(addRange(rangesOfWeek(week), day, range), day, range);
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
      ? ({ day: floating.problem.day, part: "paint", range: floating.painted } as const)
      : undefined;

  // The same object each time, so that a drag need not draw every switch and menu.
  const acting = useRef<DayActions | undefined>(undefined);
  const steady = useMemo(() => steadyActions(acting), []);

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
      if (meaning === undefined || drags.get() !== undefined) {
        return;
      }
      event.preventDefault();
      switch (meaning.kind) {
        case "range":
          history.during(`keys ${day}`);
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
  acting.current = actions;
  const fillWith = (ranges: Ranges, kept: readonly DayName[] = []) => {
    const wanted = changedDays(rangesOfWeek(week), ranges);
    setDays(new Map([...wanted].filter(([day]) => !kept.includes(day))));
    const open = days.filter((day) => ranges[day].length > 0).length;
    say(t("hours.spokenWeek", { length: longLength(minutesOfWeek(ranges)), days: open }));
  };

  return (
    <>
      <div className={classes.head}>
        <h2>{t("hours.week")}</h2>
        <div className={classes.headActions}>
          <Steps history={history} />
          <WeekMenu
            onFill={(ranges) => fillWith(ranges)}
            onKeep={() => setFloating({ kind: "templates" })}
            onOtherAgent={() => setFloating({ kind: "otherAgent" })}
          />
          <Button
            onClick={() =>
              setFloating({ kind: "copy", day: order.find((day) => week[day].kind === "open") ?? "monday" })
            }
          >
            {t("hours.copyDay")}
          </Button>
        </div>
      </div>
      <ZoneLine
        session={session}
        zone={zone}
        now={now}
        schedule={session.value(pointer)}
        holidays={holidays}
        ownShown={ownShown}
        onOwnShown={setOwnShown}
      />
      <VisuallyHidden component="p" id={hintId}>
        {t("hours.keysHint")}
      </VisuallyHidden>
      <div className={classes.week} ref={box} data-week {...bind}>
        <Ruler
          own={
            ownShown && zone !== undefined
              ? { zone: ownZone(), ahead: minutesAhead(ownZone(), zone, now) ?? 0 }
              : undefined
          }
        />
        {order.map((day) => (
          <DayRow
            key={day}
            day={day}
            hours={week[day]}
            former={former?.[day]}
            before={rangeOf(week[dayBefore(day)])}
            drags={drags}
            asked={asked?.day === day ? asked : undefined}
            now={moment?.day === day ? moment.minute : undefined}
            hintId={hintId}
            actions={steady}
            laneRef={laneRef}
          >
            {floating?.kind === "times" && floating.day === day && (
              <TimesForm
                session={session}
                pointer={`${pointer}/${day}`}
                day={day}
                range={rangeOf(week[day])}
                onClose={() => leave(day)}
                onApply={(range) => {
                  setFloating(undefined);
                  change(day, range);
                }}
              />
            )}
            {floating?.kind === "second" && floating.problem.day === day && (
              <SecondRange
                system={session.system.name}
                problem={floating.problem}
                rangesPerDay={perDay}
                painted={floating.painted}
                onClose={() => leave(day)}
                onChoose={(choice) => settle(withChoice(floating.week, day, choice), day, floating.painted)}
              />
            )}
          </DayRow>
        ))}
      </div>
      <p className={classes.weekHint}>{t("hours.hint")}</p>
      <Findings session={session} pointer={pointer} />
      {floating?.kind === "copy" && (
        <CopyDayDialog
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
      {floating?.kind === "templates" && (
        <TemplatesDialog week={rangesOfWeek(week)} onClose={() => setFloating(undefined)} />
      )}
      {floating?.kind === "otherAgent" && (
        <OtherAgentDialog
          session={session}
          zone={zone}
          now={now}
          onClose={() => setFloating(undefined)}
          onTake={(ranges, unread) => {
            setFloating(undefined);
            fillWith(ranges, unread);
          }}
        />
      )}
    </>
  );
}

function steadyActions(acting: RefObject<DayActions | undefined>): DayActions {
  return {
    keyDown: (day, event) => acting.current?.keyDown(day, event),
    toggle: (day, open) => acting.current?.toggle(day, open),
    type: (day) => acting.current?.type(day),
    copy: (day) => acting.current?.copy(day),
    allDay: (day) => acting.current?.allDay(day),
    close: (day) => acting.current?.close(day),
    putBack: (day) => acting.current?.putBack(day),
  };
}

const steps = [
  { way: "undo", id: "undoHours" },
  { way: "redo", id: "redoHours" },
] as const;

const pictures = {
  undo: <IconArrowBackUp size={18} stroke={1.5} />,
  redo: <IconArrowForwardUp size={18} stroke={1.5} />,
};

/** Back and forth through what was changed here. */
function Steps({ history }: { readonly history: HoursHistory }) {
  const { t } = useText();
  return steps.map(({ way, id }) => (
    <Tooltip key={way} label={`${t(actions[id].label)}  ${keysText(id)}`}>
      <ActionIcon
        size={34}
        className={classes.step}
        aria-label={t(actions[id].label)}
        // Not `disabled`: the focus would be lost with the last step.
        aria-disabled={!history.may[way]}
        data-disabled={!history.may[way] || undefined}
        onClick={() => history.go(way)}
      >
        {pictures[way]}
      </ActionIcon>
    </Tooltip>
  ));
}
