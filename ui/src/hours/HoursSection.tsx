import { useInterval } from "@mantine/hooks";
import { useState } from "react";
import { fieldsOf } from "../agent/edits";
import type { AgentSession } from "../agent/session";
import type { Control } from "../bridge";
import { HolidayList } from "../holidays";
import classes from "./Hours.module.css";
import { WeekHours, WeekTotals } from "./WeekHours";
import { momentIn } from "./zone";

interface HoursSectionProps {
  readonly session: AgentSession;
}

/** When an agent answers: the week as a picture, and the days on which it is closed. */
export function HoursSection({ session }: HoursSectionProps) {
  const now = useNow();
  const fields = fieldsOf(session.system).map(({ field }) => field);
  const pointerOf = (kind: Control["kind"]) => fields.find((field) => field.control.kind === kind)?.pointer;
  const schedule = pointerOf("schedule");
  const holidays = pointerOf("holidays");
  const stored = session.value(pointerOf("timeZone") ?? "/timezone");
  const zone = typeof stored === "string" && stored !== "" ? stored : undefined;
  const moment = zone === undefined ? undefined : momentIn(zone, now);
  return (
    <div className={classes.hours}>
      {schedule !== undefined && (
        <WeekHours
          session={session}
          pointer={schedule}
          zone={moment === undefined ? undefined : zone}
          now={now}
          moment={moment}
        />
      )}
      <div className={classes.under}>
        {holidays !== undefined && <HolidayList session={session} pointer={holidays} />}
        {schedule !== undefined && <WeekTotals session={session} pointer={schedule} />}
      </div>
    </div>
  );
}

function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useInterval(() => setNow(new Date()), 15_000, { autoInvoke: true });
  return now;
}
