import { Button, Modal, Radio, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useId, useMemo, useState } from "react";
import { type Source, useSources } from "../agents/sources";
import { useLists } from "../agents/useAgents";
import { nameOf } from "../agents/words";
import type { AgentSummary, JsonValue, SystemDescription } from "../bridge";
import { agentKey } from "../bridge/agentKey";
import { Picker } from "../controls/Picker";
import { zoneWords } from "../controls/zones";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import { fieldsOf, readAt } from "../session/edits";
import { recordQuery } from "../session/records";
import type { AgentSession } from "../session/session";
import { lacksKey } from "../start/credential";
import classes from "./OtherAgent.module.css";
import { type Ranges, rangesOfWeek, storageProblems } from "./ranges";
import { type DayName, days, readWeek, type Week } from "./week";
import { dayNumber, shortRange } from "./words";
import { minutesAhead, shiftedRanges } from "./zone";

interface OtherAgentDialogProps {
  readonly session: AgentSession;
  readonly zone: string | undefined;
  readonly now: Date;
  /** The week, without the days that could not be read there. */
  readonly onTake: (week: Ranges, unread: readonly DayName[]) => void;
  readonly onClose: () => void;
}

/** The week of another agent onto this one: by the same times of day, or at the same moments where the zones differ. */
export function OtherAgentDialog({ session, zone, now, onTake, onClose }: OtherAgentDialogProps) {
  const { t, format } = useText();
  const id = useId();
  const [chosen, setChosen] = useState<string | null>(null);
  const sources = useSources();
  const withHours = useMemo(
    () => [...sources.values()].filter((source) => source.hours && !lacksKey(source.view)),
    [sources],
  );
  const lists = useLists(withHours.map((source) => source.view.connection.id));
  const agents = useMemo(
    () =>
      lists
        .flatMap((list) => list.agents)
        .filter((each) => each.connection !== session.connection || each.id !== session.agent)
        .sort((one, other) => format.compare(nameOf(one), nameOf(other))),
    [lists, session.connection, session.agent, format],
  );
  const agent = agents.find((each) => agentKey(each.connection, each.id) === chosen);
  const source = agent && sources.get(agent.connection);
  const failed = lists.find((list) => list.state === "broken");
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("hours.otherTitle")}
      size={460}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <div className={classes.dialog}>
        <div className={classes.field}>
          <label htmlFor={id}>{t("hours.otherAgent")}</label>
          <Picker
            id={id}
            label={t("hours.otherAgent")}
            width="wide"
            options={agents.map((each) => ({
              value: agentKey(each.connection, each.id),
              label: nameOf(each),
              detail: each.timeZone === null ? undefined : zoneWords(each.timeZone),
              ...(withHours.length > 1 ? { line: sources.get(each.connection)?.name } : {}),
            }))}
            value={chosen}
            onChange={setChosen}
            hint={lists.some((list) => list.first) ? t("hours.otherReading") : undefined}
            error={undefined}
            open={false}
            clearable={false}
          />
        </div>
        {failed !== undefined && <ErrorNotice error={failed.error} compact onRetry={failed.goOn} />}
        {agent !== undefined && source?.system !== undefined && (
          <Chosen
            key={agentKey(agent.connection, agent.id)}
            agent={agent}
            source={source}
            system={source.system}
            session={session}
            zone={zone}
            now={now}
            onTake={onTake}
            onClose={onClose}
          />
        )}
      </div>
    </Modal>
  );
}

interface ChosenProps extends OtherAgentDialogProps {
  readonly agent: AgentSummary;
  readonly source: Source;
  readonly system: SystemDescription;
}

/** The week that is stored at the agent, as its system describes it. */
function weekOf(system: SystemDescription, document: JsonValue): Week | undefined {
  const pointer = fieldsOf(system).find(({ field }) => field.control.kind === "schedule")?.field.pointer;
  return pointer === undefined ? undefined : readWeek(readAt(document, pointer));
}

function Chosen({ agent, system, session, zone, now, onTake, onClose }: ChosenProps) {
  const { t, format } = useText();
  const [moments, setMoments] = useState(false);
  const record = useQuery(recordQuery(agent.connection, agent.id));
  if (record.isError) {
    return (
      <ErrorNotice
        error={record.error}
        connection={agent.connection}
        compact
        onRetry={() => void record.refetch()}
      />
    );
  }
  if (record.data === undefined) {
    return <Skeleton height={120} radius="md" role="status" aria-label={t("common.loading")} />;
  }
  const name = nameOf(agent);
  const week = weekOf(system, record.data.document);
  if (week === undefined) {
    return <p className={classes.words}>{t("hours.otherUnreadable", { name })}</p>;
  }
  const unread = days.filter((day) => week[day].kind === "unreadable");
  const written = rangesOfWeek(week);
  const there = agent.timeZone ?? undefined;
  const ahead = there === undefined || zone === undefined ? 0 : (minutesAhead(zone, there, now) ?? 0);
  const shifted = shiftedRanges(written, ahead);
  const perDay = session.system.capabilities.schedule?.rangesPerDay ?? 1;
  const storable = storageProblems(shifted, perDay).length === 0;
  const taken = moments ? shifted : written;
  return (
    <>
      {ahead !== 0 && there !== undefined && zone !== undefined && (
        <Radio.Group
          label={t("hours.otherZones", { there: zoneWords(there), here: zoneWords(zone) })}
          value={moments ? "moments" : "times"}
          onChange={(value) => setMoments(value === "moments")}
          classNames={{ label: classes.words }}
        >
          <div className={classes.ways}>
            <Radio value="times" label={t("hours.otherTimes")} />
            <Radio
              value="moments"
              label={t("hours.otherMoments", { here: zoneWords(zone) })}
              disabled={!storable}
              description={storable ? undefined : t("hours.otherTooMany", { system: session.system.name })}
            />
          </div>
        </Radio.Group>
      )}
      <dl className={classes.week} aria-label={t("hours.otherWeek", { name })}>
        {format.week().map((number) => {
          const day = days[number - 1] ?? "monday";
          return (
            <div key={day}>
              <dt>{format.weekday(dayNumber(day))}</dt>
              <dd data-open={taken[day].length > 0}>
                {unread.includes(day)
                  ? t("common.unknown")
                  : taken[day].length === 0
                    ? t("hours.closed")
                    : format.list(taken[day].map(shortRange))}
              </dd>
            </div>
          );
        })}
      </dl>
      {unread.length > 0 && <p className={classes.words}>{t("hours.otherUnread")}</p>}
      <div className={classes.actions}>
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button variant="filled" onClick={() => onTake(taken, unread)}>
          {t("hours.otherTake")}
        </Button>
      </div>
    </>
  );
}
