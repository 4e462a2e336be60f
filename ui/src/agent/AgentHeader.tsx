import { Button, Menu } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import IconChevronDown from "@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs";
import IconCopy from "@tabler/icons-react/dist/esm/icons/IconCopy.mjs";
import IconCopyPlus from "@tabler/icons-react/dist/esm/icons/IconCopyPlus.mjs";
import IconHistory from "@tabler/icons-react/dist/esm/icons/IconHistory.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAction } from "../actions/registry";
import { RememberedNotice } from "../activity/RememberedNotice";
import { useSources } from "../agents/sources";
import { agentTime, nameOf, saysState, stateOf, townOf } from "../agents/words";
import { type AgentSummary, commands, type Openness, unwrap } from "../bridge";
import { isMembers } from "../bridge/members";
import { isZone } from "../controls/zones";
import { CopyMenuItem, openCopy } from "../copying";
import { type Format, shownName, text, useText } from "../i18n";
import { tell } from "../notices";
import { PersonPicture } from "../parts/PersonPicture";
import { StateMark } from "../parts/StateMark";
import { DeleteDialog } from "../saving/DeleteDialog";
import { readAt } from "../session/edits";
import { nameOnScreen } from "../session/names";
import type { AgentSession } from "../session/session";
import { closeAgent, createAgent } from "../window/place";
import { useNow } from "../window/useNow";
import classes from "./AgentPage.module.css";

function opennessPart(openness: Openness, now: Date, format: Format): string | undefined {
  switch (openness.kind) {
    case "open":
      return openness.until === null
        ? text("agent.alwaysOpen")
        : text("agent.openUntil", { time: agentTime(openness.until, now, format) });
    case "closed":
      return openness.opens === null
        ? text("agent.closed")
        : text("agent.opens", { when: agentTime(openness.opens, now, format) });
    case "unknown":
      return undefined;
  }
}

/** "16:12 in Madrid, open until 22:00". */
export function clockLine(summary: AgentSummary, now: Date, format: Format): string {
  const zone = summary.timeZone ?? "";
  const clock =
    zone !== "" && isZone(zone)
      ? text("agent.clock", { time: format.time(now, zone), town: townOf(zone) })
      : undefined;
  return [clock, opennessPart(summary.openness, now, format)].filter((part) => part !== undefined).join(", ");
}

/** The summary with what is known to be newer: the activity of this minute, and whether it is open now. */
function useFresh(session: AgentSession, summary: AgentSummary): AgentSummary {
  const { connection, base } = session;
  const { data } = useQuery({
    queryKey: [connection, "openness"],
    queryFn: () => unwrap(commands.openness(connection)),
    refetchInterval: 60_000,
    staleTime: 30_000,
  });
  const openness = data?.find((each) => each.agent === summary.id)?.openness ?? summary.openness;
  const live = isMembers(base) ? readAt(base, "/availability/activity") : null;
  return { ...summary, openness, activity: typeof live === "string" ? live : summary.activity };
}

interface AgentHeaderProps {
  readonly session: AgentSession;
  readonly onHistory: () => void;
}

export function AgentHeader({ session, onHistory }: AgentHeaderProps) {
  const { record } = session;
  return record === null ? (
    <NewHeader session={session} />
  ) : (
    <KnownHeader session={session} summary={record.summary} onHistory={onHistory} />
  );
}

function NewHeader({ session }: { readonly session: AgentSession }) {
  const { t } = useText();
  const name = nameOnScreen(session);
  return (
    <header className={classes.header}>
      <PersonPicture name={name} picture={null} size={64} />
      <div className={classes.who}>
        <h1 dir="auto">{name.trim() === "" ? t("agents.new") : name}</h1>
        <p className={classes.line}>{t("agent.newHint", { system: session.system.name })}</p>
      </div>
      <div className={classes.headerActions}>
        <Button variant="subtle" onClick={() => closeAgent(session.connection)}>
          {t("common.close")}
        </Button>
      </div>
    </header>
  );
}

interface KnownHeaderProps extends AgentHeaderProps {
  readonly summary: AgentSummary;
}

function KnownHeader({ session, summary, onHistory }: KnownHeaderProps) {
  const { t, format } = useText();
  const now = useNow();
  const clipboard = useClipboard();
  const [deleting, setDeleting] = useState(false);
  const fresh = useFresh(session, summary);
  const state = stateOf(fresh, now, format);
  const name = nameOf({ name: nameOnScreen(session) });
  const email = shownName(summary.emails[0] ?? "");
  const line = [email, clockLine(fresh, now, format)].filter((part) => part !== undefined && part !== "");
  const { capabilities } = session.system;
  const mayCopyAway = useSources().get(session.connection)?.mayCopyAway === true;
  useAction(
    "copy",
    () => openCopy({ connection: session.connection, agent: summary.id, name: summary.name }),
    { available: mayCopyAway, about: nameOf(summary) },
  );
  return (
    <header className={classes.header}>
      <PersonPicture name={summary.name} picture={summary.picture} kind={summary.kind} size={64} />
      <div className={classes.who}>
        <h1 dir="auto">{name}</h1>
        <p className={classes.line}>
          {saysState(fresh) && <StateMark tone={state.tone} words={state.words} pill />}
          <span className={classes.lineWords}>{line.join(" · ")}</span>
        </p>
        <RememberedNotice session={session} />
      </div>
      <div className={classes.headerActions}>
        {capabilities.create && (
          <Button
            leftSection={<IconCopyPlus size={16} stroke={1.5} />}
            onClick={() => createAgent(session.connection, summary.id)}
          >
            {t("agents.duplicate")}
          </Button>
        )}
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button variant="subtle" rightSection={<IconChevronDown size={16} stroke={1.5} />}>
              {t("common.more")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconCopy size={18} stroke={1.5} />}
              onClick={() => {
                clipboard.copy(summary.id);
                tell.done(t("agent.idCopied"));
              }}
            >
              {t("agent.copyId")}
            </Menu.Item>
            <CopyMenuItem connection={session.connection} agent={summary.id} name={summary.name} />
            <Menu.Item leftSection={<IconHistory size={18} stroke={1.5} />} onClick={onHistory}>
              {t("agent.history")}
            </Menu.Item>
            {capabilities.delete && !session.own && (
              <>
                <Menu.Divider />
                <Menu.Item
                  className={classes.destructive}
                  leftSection={<IconTrash size={18} stroke={1.5} />}
                  onClick={() => setDeleting(true)}
                >
                  {t("agent.delete", { name })}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      <DeleteDialog
        doomed={{
          connection: session.connection,
          system: session.system,
          agent: summary.id,
          name: nameOf(summary),
        }}
        opened={deleting}
        onClose={() => setDeleting(false)}
      />
    </header>
  );
}
