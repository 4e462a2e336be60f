import { Button } from "@mantine/core";
import { IconAlertTriangle, IconClock } from "@tabler/icons-react";
import { fieldsOf } from "../agent/edits";
import type { AgentSession } from "../agent/session";
import { go, isAmongAgents, usePlace } from "../app/place";
import { zoneWords } from "../controls/zones";
import { useText, type Weekday } from "../i18n";
import classes from "./Hours.module.css";
import { nextClockChange } from "./zone";

interface ZoneLineProps {
  readonly session: AgentSession;
  readonly zone: string | undefined;
  readonly now: Date;
}

/** How far ahead a change of the clocks is worth a word, in days. */
const ahead = 45;

/** The agent's time zone with the time there; what the clocks will do soon. */
export function ZoneLine({ session, zone, now }: ZoneLineProps) {
  const { t, format } = useText();
  const place = usePlace();
  const section = fieldsOf(session.system).find(({ field }) => field.control.kind === "timeZone")?.section;
  const toZone =
    section !== undefined && (isAmongAgents(place) || place.screen === "me")
      ? () => go({ ...place, section: section.id })
      : undefined;
  return (
    <div className={classes.zone}>
      {zone === undefined ? (
        <span className={classes.noZone}>
          <IconAlertTriangle size={16} stroke={1.5} aria-hidden />
          {t("hours.noZone")}
        </span>
      ) : (
        <span className={classes.clock}>
          <IconClock size={16} stroke={1.5} aria-hidden />
          {t("hours.zoneTime", { zone: zoneWords(zone), time: format.time(now, zone) })}
        </span>
      )}
      {toZone !== undefined && (
        <Button size="xs" variant="subtle" aria-label={t("hours.changeZone")} onClick={toZone}>
          {t("hours.change")}
        </Button>
      )}
      {zone !== undefined && <ClockChange zone={zone} now={now} />}
    </div>
  );
}

function ClockChange({ zone, now }: { readonly zone: string; readonly now: Date }) {
  const { t, format } = useText();
  const change = nextClockChange(zone, now, ahead);
  if (change === undefined) {
    return null;
  }
  const shown = new Intl.DateTimeFormat("en-US", { timeZone: zone, weekday: "short" }).format(change.at);
  const day = (["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(shown) + 1) as Weekday;
  return (
    <span>
      {t(change.minutes > 0 ? "hours.clocksForward" : "hours.clocksBack", {
        date: format.date(change.at, zone),
        day: format.weekday(day, "long"),
        hours: 24 - change.minutes / 60,
      })}
    </span>
  );
}
