import { Button } from "@mantine/core";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconClock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { type ClockChangeEffect, commands, type JsonValue, unwrap } from "../bridge";
import { Field } from "../controls/Field";
import { zoneWords } from "../controls/zones";
import { useText } from "../i18n";
import { fieldsOf } from "../session/edits";
import type { AgentSession } from "../session/session";
import { clockChangeWords, effectWords } from "./clockWords";
import classes from "./Zone.module.css";
import { minutesAhead, ownZone } from "./zone";

interface ZoneLineProps {
  readonly session: AgentSession;
  readonly zone: string | undefined;
  readonly now: Date;
  readonly schedule: JsonValue;
  readonly holidays: JsonValue;
  /** Whether the admin's own clock stands over the ruler too. */
  readonly ownShown: boolean;
  readonly onOwnShown: (shown: boolean) => void;
}

/** How far ahead a change of the clocks is worth a word unasked, in days. */
const ahead = 45;
const day = 86_400_000;

/** The agent's time zone with the time there, to be changed in place; the admin's own; what the clocks will do. */
export function ZoneLine(props: ZoneLineProps) {
  const { session, zone, now, schedule, holidays, ownShown, onOwnShown } = props;
  const { t, format } = useText();
  const [open, setOpen] = useState<"zone" | "clocks">();
  const below = useId();
  const field = fieldsOf(session.system).find(({ field }) => field.control.kind === "timeZone")?.field;
  const own = ownZone();
  const differs = zone !== undefined && (minutesAhead(own, zone, now) ?? 0) !== 0;
  const changes = useQuery({
    queryKey: [session.connection, "clockChanges", zone, schedule, holidays],
    queryFn: () => unwrap(commands.clockChanges(schedule, holidays, zone ?? "")),
    enabled: zone !== undefined,
    staleTime: 3_600_000,
    placeholderData: (before) => before,
  });
  const known = changes.data ?? [];
  const near = known.find(({ change }) => Date.parse(change.at) - now.getTime() < ahead * day);
  const toggle = (which: "zone" | "clocks") => setOpen(open === which ? undefined : which);
  return (
    <div className={classes.zone}>
      <div className={classes.line}>
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
        {field !== undefined && (
          <Button
            size="xs"
            variant="subtle"
            aria-label={t("hours.changeZone")}
            aria-expanded={open === "zone"}
            aria-controls={below}
            onClick={() => toggle("zone")}
          >
            {open === "zone" ? t("hours.zoneDone") : t("hours.change")}
          </Button>
        )}
        {differs && (
          <Button size="xs" variant="subtle" aria-pressed={ownShown} onClick={() => onOwnShown(!ownShown)}>
            {t(ownShown ? "hours.hideOwn" : "hours.showOwn", { zone: zoneWords(own) })}
          </Button>
        )}
        {known.length > 0 && (
          <Button
            size="xs"
            variant="subtle"
            aria-expanded={open === "clocks"}
            aria-controls={below}
            onClick={() => toggle("clocks")}
          >
            {near === undefined ? t("hours.clockChanges") : clockChangeWords(near.change, format, "short")}
          </Button>
        )}
      </div>
      <div id={below}>
        {open === "zone" && field !== undefined && (
          <div className={classes.below}>
            <Field session={session} field={field} />
          </div>
        )}
        {open === "clocks" && <ClockChanges changes={known} />}
      </div>
    </div>
  );
}

/** The next changes of the clocks, and the hours that are not as long as they look then. */
function ClockChanges({ changes }: { readonly changes: readonly ClockChangeEffect[] }) {
  const { t, format } = useText();
  return (
    <ul className={classes.changes}>
      {changes.map(({ change, hours }) => (
        <li key={change.at}>
          <b>{clockChangeWords(change, format, "long")}</b>
          {hours.length === 0 ? (
            <span>{t("hours.clocksNothing")}</span>
          ) : (
            hours.map((each) => <span key={`${each.date} ${each.from}`}>{effectWords(each, format)}</span>)
          )}
        </li>
      ))}
    </ul>
  );
}
