import { ActionIcon, Tooltip } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCopy, IconCopyPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useHasDraft } from "../agent/drafts";
import { createAgent } from "../app/place";
import type { AgentSummary } from "../bridge";
import { useText } from "../i18n";
import { PersonPicture } from "../parts/PersonPicture";
import { StateMark } from "../parts/StateMark";
import { WeekStripPicture } from "../parts/WeekStripPicture";
import classes from "./AgentList.module.css";
import { nameOf, quietLine, rowWords, stateOf, workWords } from "./words";

interface AgentRowProps {
  readonly agent: AgentSummary;
  readonly at: number;
  readonly of: number;
  /** Distance from the top of all rows, in pixels. */
  readonly top: number;
  readonly open: boolean;
  readonly active: boolean;
  readonly now: Date;
  readonly mayCreate: boolean;
  readonly onActive: () => void;
  readonly onOpen: () => void;
}

/** One agent: picture, name, a quiet line; state and week on the right. */
export function AgentRow({
  agent,
  at,
  of,
  top,
  open,
  active,
  now,
  mayCreate,
  onActive,
  onOpen,
}: AgentRowProps) {
  const { t, format } = useText();
  const [hovered, setHovered] = useState(false);
  const state = stateOf(agent, now, format);
  const unsaved = useHasDraft(agent.connection, agent.id);
  const { workload } = agent;
  return (
    <li
      className={classes.row}
      data-at={at}
      data-open={open}
      style={{ transform: `translateY(${top}px)` }}
      aria-setsize={of}
      aria-posinset={at + 1}
      onMouseEnter={() => setHovered(true)}
      onMouseLeave={() => setHovered(false)}
    >
      <button
        type="button"
        data-main
        className={classes.main}
        tabIndex={active ? 0 : -1}
        aria-label={[rowWords(agent, now, format), ...(unsaved ? [t("agent.hasDraft")] : [])].join(", ")}
        aria-current={open ? "true" : undefined}
        onFocus={onActive}
        onClick={onOpen}
      />
      <div className={classes.look}>
        <PersonPicture name={agent.name} picture={agent.picture} kind={agent.kind} />
        <span className={classes.words} aria-hidden>
          <span className={classes.name}>
            <bdi>{nameOf(agent)}</bdi>
            {unsaved && <i className={classes.unsaved} />}
          </span>
          <span className={classes.quiet}>
            <bdi>{quietLine(agent)}</bdi>
          </span>
        </span>
        {(hovered || active) && <RowActions agent={agent} reachable={active} mayCreate={mayCreate} />}
        <span className={classes.state} aria-hidden>
          <StateMark tone={state.tone} words={state.words} />
          <span className={classes.second}>
            {workload !== null && (
              <span className={classes.work} data-figures title={workWords(agent)}>
                {workload.capacity === null
                  ? format.number(workload.used)
                  : `${format.number(workload.used)}/${format.number(workload.capacity)}`}
              </span>
            )}
            {agent.week !== null && <WeekStripPicture week={agent.week} order={format.week()} />}
          </span>
        </span>
      </div>
    </li>
  );
}

interface RowActionsProps {
  readonly agent: AgentSummary;
  readonly reachable: boolean;
  readonly mayCreate: boolean;
}

/** What a row offers when the mouse is over it or the keyboard stands on it. Other rows draw nothing of it. */
function RowActions({ agent, reachable, mayCreate }: RowActionsProps) {
  const { t } = useText();
  const clipboard = useClipboard({ timeout: 1200 });
  const email = agent.emails[0];
  return (
    <span className={classes.actions}>
      {email !== undefined && (
        <Tooltip label={clipboard.copied ? t("common.copied") : t("agents.copyEmail")}>
          <ActionIcon
            size={28}
            variant="default"
            tabIndex={reachable ? 0 : -1}
            aria-label={t("agents.copyEmail")}
            onClick={() => clipboard.copy(email)}
          >
            <IconCopy size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      )}
      {mayCreate && (
        <Tooltip label={t("agents.duplicate")}>
          <ActionIcon
            size={28}
            variant="default"
            tabIndex={reachable ? 0 : -1}
            aria-label={`${t("agents.duplicate")}: ${nameOf(agent)}`}
            onClick={() => createAgent(agent.connection, agent.id)}
          >
            <IconCopyPlus size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      )}
    </span>
  );
}
