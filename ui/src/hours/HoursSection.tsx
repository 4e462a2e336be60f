import { VisuallyHidden } from "@mantine/core";
import type { KeyboardEvent } from "react";
import type { Control } from "../bridge";
import { HolidayList } from "../holidays";
import { useText } from "../i18n";
import { fieldsOf } from "../session/edits";
import type { AgentSession } from "../session/session";
import { useNow } from "../window/useNow";
import classes from "./Hours.module.css";
import { type HoursHistory, useHoursHistory, wayOf } from "./useHoursHistory";
import { useSpoken } from "./useSpoken";
import { WeekHours } from "./WeekHours";
import { WeekTotals } from "./WeekTotals";
import { differenceWords } from "./words";
import { momentIn } from "./zone";

interface HoursSectionProps {
  readonly session: AgentSession;
}

/** When an agent answers: the week as a picture, and the days on which it is closed. */
export function HoursSection({ session }: HoursSectionProps) {
  const { t, format } = useText();
  const now = useNow(15_000);
  const [sentence, say] = useSpoken();
  const fields = fieldsOf(session.system).map(({ field }) => field);
  const pointerOf = (kind: Control["kind"]) => fields.find((field) => field.control.kind === kind)?.pointer;
  const schedule = pointerOf("schedule");
  const holidays = pointerOf("holidays");
  const timeZone = pointerOf("timeZone") ?? "/timezone";
  const stored = session.value(timeZone);
  const zone = typeof stored === "string" && stored !== "" ? stored : undefined;
  const moment = zone === undefined ? undefined : momentIn(zone, now);
  const places = [schedule, holidays, timeZone].filter((place) => place !== undefined);
  const steps = useHoursHistory(session, places);
  const history: HoursHistory = {
    ...steps,
    go: (way) => {
      const week = schedule === undefined ? null : session.value(schedule);
      const then = steps.go(way);
      if (then !== undefined) {
        const what =
          schedule === undefined
            ? undefined
            : differenceWords(week, then[places.indexOf(schedule)] ?? null, format);
        say([t(way === "undo" ? "hours.undone" : "hours.redone"), what].filter(Boolean).join(": "));
      }
      return then;
    },
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const way = wayOf(event);
    if (way !== undefined) {
      event.preventDefault();
      history.go(way);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of what is inside it; the buttons are the way for all.
    <div className={classes.hours} onKeyDown={onKeyDown}>
      {schedule !== undefined && (
        <WeekHours
          session={session}
          pointer={schedule}
          zone={moment === undefined ? undefined : zone}
          now={now}
          moment={moment}
          holidays={holidays === undefined ? null : session.value(holidays)}
          history={history}
          say={say}
        />
      )}
      <VisuallyHidden component="p" role="status">
        {sentence}
      </VisuallyHidden>
      <div className={classes.under}>
        {holidays !== undefined && <HolidayList session={session} pointer={holidays} />}
        {schedule !== undefined && <WeekTotals session={session} pointer={schedule} />}
      </div>
    </div>
  );
}
