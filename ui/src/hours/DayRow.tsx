import { ActionIcon, Menu, Switch } from "@mantine/core";
import IconDots from "@tabler/icons-react/dist/esm/icons/IconDots.mjs";
import { type KeyboardEvent, memo, type ReactNode } from "react";
import { text, useText } from "../i18n";
import { ChangedMark } from "../parts/ChangedMark";
import classes from "./Hours.module.css";
import { type Drag, type Drags, useDragOn } from "./useHoursDrag";
import {
  crossesMidnight,
  type Day,
  type DayName,
  dayBefore,
  dayLength,
  isWholeDay,
  minutesOf,
  type Range,
  rangeOf,
  sameRange,
} from "./week";
import { dayNumber, dayWords, rangeWords, shortLength, shortRange, spoken } from "./words";

export interface DayActions {
  keyDown(day: DayName, event: KeyboardEvent): void;
  toggle(day: DayName, open: boolean): void;
  type(day: DayName): void;
  copy(day: DayName): void;
  allDay(day: DayName): void;
  close(day: DayName): void;
  putBack(day: DayName): void;
}

interface DayRowProps {
  readonly day: DayName;
  readonly hours: Day;
  readonly former: Day | undefined;
  /** The hours of the day before, for what reaches over midnight. */
  readonly before: Range | undefined;
  readonly drags: Drags;
  /** What was painted on this day and is asked about. */
  readonly asked: Drag | undefined;
  /** Minute of the day now, on the agent's own day. */
  readonly now: number | undefined;
  readonly hintId: string;
  readonly actions: DayActions;
  readonly laneRef: (day: DayName, lane: HTMLElement | null) => void;
  /** What floats over this day: typed times, a question. */
  readonly children?: ReactNode;
}

const percent = (minutes: number) => `${(minutes / dayLength) * 100}%`;

/** Where a bar's times stand: in it, or beside it where it is too short for them. */
function labelSide(range: Range): "inside" | "after" | "before" {
  const end = Math.min(range.to, dayLength);
  if (end - range.from >= 270) {
    return "inside";
  }
  return end <= dayLength - 270 ? "after" : "before";
}

export function DayRow(props: DayRowProps) {
  const { day, hours, former, before, drags, asked, now, hintId, actions, laneRef, children } = props;
  const { format } = useText();
  const dragOn = useDragOn(drags, day);
  const drag = asked ?? dragOn;
  const dragged = drag?.day === day && drag.part !== "paint" ? drag.range : undefined;
  const painted = drag?.day === day && drag.part === "paint" ? drag.range : undefined;
  const range = dragged ?? rangeOf(hours);
  const yesterday = drag?.day === dayBefore(day) && drag.part !== "paint" ? drag.range : before;
  const tail = yesterday !== undefined && crossesMidnight(yesterday) ? yesterday.to - dayLength : 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: seven fieldsets would draw seven frames.
    <div role="group" aria-label={dayWords(day, format)} className={classes.row}>
      <DaySwitch day={day} open={hours.kind !== "closed"} actions={actions} />
      <div
        className={classes.lane}
        data-lane={day}
        data-painting={painted !== undefined || undefined}
        ref={(lane) => laneRef(day, lane)}
      >
        {tail > 0 && (
          <span className={classes.tail} style={{ width: percent(tail) }} aria-hidden>
            <i className={classes.edge} data-part="end" data-edge="end" data-owner={dayBefore(day)} />
          </span>
        )}
        {range === undefined ? (
          painted === undefined && (
            <NoHours day={day} hours={hours} after={tail} hintId={hintId} actions={actions} />
          )
        ) : (
          <Bar day={day} range={range} held={dragged !== undefined} hintId={hintId} actions={actions} />
        )}
        {painted !== undefined && (
          <span
            className={classes.painted}
            style={{ insetInlineStart: percent(painted.from), width: percent(painted.to - painted.from) }}
            data-label={labelSide(painted)}
            aria-hidden
          >
            <b>{shortRange(painted)}</b>
          </span>
        )}
        {now !== undefined && (
          <i className={classes.now} style={{ insetInlineStart: percent(now) }} aria-hidden />
        )}
        {children}
      </div>
      <DayTotal
        day={day}
        hours={dragged === undefined ? hours : { kind: "open", range: dragged }}
        former={former}
        actions={actions}
      />
    </div>
  );
}

interface DaySwitchProps extends Pick<DayRowProps, "day" | "actions"> {
  readonly open: boolean;
}

const DaySwitch = memo(function DaySwitch({ day, open, actions }: DaySwitchProps) {
  const { t, format } = useText();
  return (
    <div className={classes.day} data-open={open}>
      <Switch
        size="xs"
        className={classes.switch}
        checked={open}
        aria-label={t("hours.isOpen", { day: dayWords(day, format) })}
        onChange={(event) => actions.toggle(day, event.currentTarget.checked)}
      />
      <span>{format.weekday(dayNumber(day))}</span>
    </div>
  );
});

interface BarProps {
  readonly day: DayName;
  readonly range: Range;
  readonly held: boolean;
  readonly hintId: string;
  readonly actions: DayActions;
}

/** A slider with two ends: left and right move it, with Shift its end. */
function Bar({ day, range, held, hintId, actions }: BarProps) {
  const { t, format } = useText();
  const visible = Math.min(range.to, dayLength) - range.from;
  return (
    <div
      role="slider"
      tabIndex={0}
      className={classes.bar}
      data-hours={day}
      data-part="move"
      data-held={held || undefined}
      data-over={crossesMidnight(range) || undefined}
      data-label={labelSide(range)}
      style={{ insetInlineStart: percent(range.from), width: percent(visible) }}
      aria-label={t("hours.hoursOf", { day: dayWords(day, format) })}
      aria-valuemin={0}
      aria-valuemax={dayLength}
      aria-valuenow={range.from}
      aria-valuetext={rangeWords(range)}
      aria-describedby={hintId}
      aria-keyshortcuts="ArrowLeft ArrowRight Shift+ArrowLeft Shift+ArrowRight Enter Delete"
      onKeyDown={(event) => actions.keyDown(day, event)}
      onDoubleClick={() => actions.type(day)}
    >
      <i className={classes.edge} data-part="start" data-edge="start" aria-hidden />
      <b>{shortRange(range)}</b>
      {!crossesMidnight(range) && <i className={classes.edge} data-part="end" data-edge="end" aria-hidden />}
    </div>
  );
}

interface NoHoursProps extends Pick<DayRowProps, "day" | "hours" | "hintId" | "actions"> {
  /** Minutes of the day that the hours of the day before still take: the words stand beside them. */
  readonly after: number;
}

function NoHours({ day, hours, after, hintId, actions }: NoHoursProps) {
  const { t, format } = useText();
  return (
    <button
      type="button"
      className={classes.closed}
      data-hours={day}
      data-kind={hours.kind}
      style={{ paddingInlineStart: percent(after) }}
      aria-label={hours.kind === "closed" ? spoken(day, hours, format) : undefined}
      aria-describedby={hours.kind === "closed" ? hintId : undefined}
      onKeyDown={(event) => actions.keyDown(day, event)}
      onClick={() => actions.type(day)}
    >
      {hours.kind === "unreadable" ? (
        <>
          <span className={classes.stored}>{t("hours.unreadable", { stored: hours.stored })}</span>
          <span className={classes.setHours}>{t("hours.setHours")}</span>
        </>
      ) : (
        t("hours.closedHint")
      )}
    </button>
  );
}

interface Was {
  /** Beside the day's length. */
  readonly short: string;
  /** What putting it back brings. */
  readonly long: string;
}

/** What the day was, where it is another now. */
function wasOf(hours: Day, former: Day | undefined): Was | undefined {
  if (former === undefined || former.kind === "unreadable") {
    return former === undefined || hours.kind === "unreadable"
      ? undefined
      : { short: text("hours.changedMark"), long: former.stored };
  }
  const was = rangeOf(former);
  if (hours.kind !== "unreadable" && sameRange(was, rangeOf(hours))) {
    return undefined;
  }
  if (was === undefined) {
    return { short: text("hours.wasClosed"), long: text("hours.closed") };
  }
  const moved = minutesOf(former) === minutesOf(hours);
  return {
    short: moved ? text("hours.moved") : text("hours.was", { length: shortLength(minutesOf(former)) }),
    long: shortRange(was),
  };
}

function DayTotal({
  day,
  hours,
  former,
  actions,
}: Pick<DayRowProps, "day" | "hours" | "former" | "actions">) {
  const { t } = useText();
  const was = wasOf(hours, former);
  return (
    <div className={classes.total}>
      {hours.kind === "unreadable" ? (
        <small>{t("common.unknown")}</small>
      ) : (
        <span data-none={minutesOf(hours) === 0}>{shortLength(minutesOf(hours))}</span>
      )}
      {was !== undefined ? (
        <small title={t("hours.changed", { was: was.long })}>
          {was.short}
          <ChangedMark />
        </small>
      ) : (
        hours.kind === "open" && crossesMidnight(hours.range) && <small>{t("hours.pastMidnight")}</small>
      )}
      <DayMenu day={day} state={stateOf(hours)} was={was?.long} actions={actions} />
    </div>
  );
}

type DayState = Day["kind"] | "wholeDay";

function stateOf(hours: Day): DayState {
  return hours.kind === "open" && isWholeDay(hours.range) ? "wholeDay" : hours.kind;
}

interface DayMenuProps extends Pick<DayRowProps, "day" | "actions"> {
  readonly state: DayState;
  readonly was: string | undefined;
}

const DayMenu = memo(function DayMenu({ day, state, was, actions }: DayMenuProps) {
  const { t, format } = useText();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          size={24}
          className={classes.more}
          aria-label={t("hours.dayMenu", { day: dayWords(day, format) })}
        >
          <IconDots size={16} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => actions.type(day)}>{t("hours.type")}</Menu.Item>
        <Menu.Item disabled={state === "unreadable"} onClick={() => actions.copy(day)}>
          {t("hours.copyTo")}
        </Menu.Item>
        <Menu.Item disabled={state === "wholeDay"} onClick={() => actions.allDay(day)}>
          {t("hours.makeAllDay")}
        </Menu.Item>
        <Menu.Item disabled={state === "closed"} onClick={() => actions.close(day)}>
          {t("hours.close")}
        </Menu.Item>
        {was !== undefined && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => actions.putBack(day)}>{t("hours.putBack", { was })}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
});
