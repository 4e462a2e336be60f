import { useInterval } from "@mantine/hooks";
import { useState } from "react";
import type { AgentSession } from "../agent/session";
import type { Control, Section } from "../bridge";
import { HolidayList } from "./HolidayList";
import classes from "./Hours.module.css";
import { WeekHours, WeekTotals } from "./WeekHours";
import { momentIn } from "./zone";

interface HoursSectionProps {
  readonly session: AgentSession;
  readonly section: Section;
}

/** When an agent answers: the week as a picture, and the days on which it is closed. */
export function HoursSection({ session, section }: HoursSectionProps) {
  const now = useNow();
  const pointerOf = (kind: Control["kind"]) =>
    section.groups.flatMap((group) => group.fields).find((field) => field.control.kind === kind)?.pointer;
  const schedule = pointerOf("schedule");
  const holidays = pointerOf("holidays");
  const stored = session.value(zonePointer(session));
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

function zonePointer(session: AgentSession): string {
  const fields = session.system.sections.flatMap((section) =>
    section.groups.flatMap((group) => group.fields),
  );
  return fields.find((field) => field.control.kind === "timeZone")?.pointer ?? "/timezone";
}

function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useInterval(() => setNow(new Date()), 15_000, { autoInvoke: true });
  return now;
}
