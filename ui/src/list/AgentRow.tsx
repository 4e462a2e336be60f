import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import IconArrowForwardUp from "@tabler/icons-react/dist/esm/icons/IconArrowForwardUp.mjs";
import IconCopy from "@tabler/icons-react/dist/esm/icons/IconCopy.mjs";
import IconCopyPlus from "@tabler/icons-react/dist/esm/icons/IconCopyPlus.mjs";
import { useState } from "react";
import type { Source } from "../agents/sources";
import { hasState, nameOf, opennessWords, quietLine, rowWords, stateOf, workWords } from "../agents/words";
import type { AgentSummary } from "../bridge";
import { useText } from "../i18n";
import { PersonPicture } from "../parts/PersonPicture";
import { StateMark } from "../parts/StateMark";
import { SystemMark } from "../parts/SystemMark";
import { WeekStripPicture } from "../parts/WeekStripPicture";
import { useHasDraft } from "../session/drafts";
import { openCopy } from "../window/copy";
import { createAgent } from "../window/place";
import classes from "./AgentList.module.css";

interface AgentRowProps {
  readonly agent: AgentSummary;
  readonly at: number;
  readonly of: number;
  /** Distance from the top of all rows, in pixels. */
  readonly top: number;
  readonly open: boolean;
  readonly active: boolean;
  readonly now: Date;
  readonly source: Source | undefined;
  readonly across: boolean;
  readonly onActive: () => void;
  readonly onOpen: () => void;
}

/** One agent: picture, name, a quiet line; state and week on the right. */
export function AgentRow(props: AgentRowProps) {
  const { agent, at, of, top, open, active, now, source, across, onActive, onOpen } = props;
  const { t, format } = useText();
  const [hovered, setHovered] = useState(false);
  const state = stateOf(agent, now, format);
  const unsaved = useHasDraft(agent.connection, agent.id);
  const { workload } = agent;
  const facts = { hours: source?.hours ?? false, where: across ? source?.name : undefined };
  const quiet = [quietLine(agent), facts.where].filter((part) => part !== undefined && part !== "");
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
        aria-label={[rowWords(agent, now, format, facts), ...(unsaved ? [t("agent.hasDraft")] : [])].join(
          ", ",
        )}
        // Seen beside the mouse, for the state may speak of something else; the label tells it already.
        title={opennessWords(agent.openness, now, format)}
        aria-current={open ? "true" : undefined}
        onFocus={onActive}
        onClick={onOpen}
      />
      <div className={classes.look}>
        <span className={classes.picture}>
          <PersonPicture name={agent.name} picture={agent.picture} kind={agent.kind} />
          {across && <SystemMark system={source?.system} initials={source?.letters} size="tiny" />}
        </span>
        <span className={classes.words} aria-hidden>
          <span className={classes.name}>
            <bdi>{nameOf(agent)}</bdi>
            {unsaved && <i className={classes.unsaved} />}
          </span>
          <span className={classes.quiet}>
            <bdi>{quiet.join(" · ")}</bdi>
          </span>
        </span>
        {(hovered || active) && <RowActions agent={agent} reachable={active} source={source} />}
        <span className={classes.state} aria-hidden>
          {hasState(agent, facts) && <StateMark tone={state.tone} words={state.words} />}
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
  readonly source: Source | undefined;
}

/** What a row offers when the mouse is over it or the keyboard stands on it. Other rows draw nothing of it. */
function RowActions({ agent, reachable, source }: RowActionsProps) {
  const { t } = useText();
  const clipboard = useClipboard({ timeout: 1200 });
  const [opened, setOpened] = useState(false);
  const email = agent.emails[0];
  const tabIndex = reachable ? 0 : -1;
  const copies = [
    ...(source?.mayCreate === true
      ? [
          {
            label: t("agents.duplicate"),
            icon: <IconCopyPlus size={16} stroke={1.5} />,
            act: () => createAgent(agent.connection, agent.id),
          },
        ]
      : []),
    ...(source?.mayCopyAway === true
      ? [
          {
            label: t("copying.copyTo"),
            icon: <IconArrowForwardUp size={16} stroke={1.5} />,
            act: () => openCopy({ connection: agent.connection, agent: agent.id, name: agent.name }),
          },
        ]
      : []),
  ];
  const [only] = copies;
  return (
    <span className={classes.actions} data-opened={opened}>
      {email !== undefined && (
        <Tooltip label={clipboard.copied ? t("common.copied") : t("agents.copyEmail")}>
          <ActionIcon
            size={28}
            variant="default"
            tabIndex={tabIndex}
            aria-label={t("agents.copyEmail")}
            onClick={() => clipboard.copy(email)}
          >
            <IconCopy size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      )}
      {only !== undefined && copies.length === 1 && (
        <Tooltip label={only.label}>
          <ActionIcon
            size={28}
            variant="default"
            tabIndex={tabIndex}
            aria-label={`${only.label}: ${nameOf(agent)}`}
            onClick={only.act}
          >
            {only.icon}
          </ActionIcon>
        </Tooltip>
      )}
      {copies.length > 1 && (
        <Menu position="bottom-end" opened={opened} onChange={setOpened} withinPortal>
          <Menu.Target>
            <Tooltip label={t("agents.makeAnother")} disabled={opened}>
              <ActionIcon
                size={28}
                variant="default"
                tabIndex={tabIndex}
                aria-label={`${t("agents.makeAnother")}: ${nameOf(agent)}`}
              >
                <IconCopyPlus size={16} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown>
            {copies.map(({ label, icon, act }) => (
              <Menu.Item key={label} leftSection={icon} onClick={act}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </span>
  );
}
