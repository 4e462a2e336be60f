import { Button, Checkbox, Modal, Progress, Skeleton, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import {
  type AgentId,
  commands,
  type DropCopyOutcome,
  type DropTarget,
  runJob,
  type VoicemailDrop,
} from "../bridge";
import { historyKey } from "../changes";
import { ErrorNotice } from "../errors";
import { fold, shownName, useText } from "../i18n";
import { PersonPicture } from "../parts/PersonPicture";
import { recordQuery } from "../session/records";
import classes from "./CopyDrop.module.css";
import { CopyResults } from "./CopyResults";
import { dropName } from "./names";
import type { DropOwner } from "./queue";

interface CopyDropDialogProps {
  readonly place: DropOwner;
  readonly drop: VoicemailDrop;
  readonly onClose: () => void;
}

type Outcomes = ReadonlyMap<AgentId, DropCopyOutcome>;

/** As many rows as are drawn; a search finds the others. */
const mostRows = 100;

/** Puts a stored drop on other agents of the connection, and says of each what became of it. */
export function CopyDropDialog({ place, drop, onClose }: CopyDropDialogProps) {
  const { t } = useText();
  const { connection, agent } = place;
  const name = dropName(drop, t);
  const [chosen, setChosen] = useState<ReadonlySet<AgentId>>(new Set());
  const targets = useQuery({
    queryKey: [connection, "dropTargets", agent, drop.mediaUrl, drop.name],
    queryFn: ({ signal }) =>
      runJob((job, channel) => commands.dropTargets(connection, agent, drop, job, channel), { signal }),
    staleTime: 0,
    gcTime: 0,
    // A list that changes under the hand is not chosen from.
    refetchOnWindowFocus: false,
  });
  const { outcomes, running, failure, copy, stop } = useCopying(place, drop);
  const list = targets.data ?? [];
  const asked = list.filter((target) => outcomes.asked.has(target.agent));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("drops.copyTitle", { name })}
      size={560}
      // What became of it is seen before the dialog goes.
      closeOnClickOutside={!running}
      closeOnEscape={!running}
      withCloseButton={!running}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <div className={classes.copy}>
        <p>{t("drops.copyWords")}</p>
        {targets.isPending && (
          <div className={classes.rows} role="status" aria-label={t("common.loading")}>
            <Skeleton height={40} radius="sm" />
            <Skeleton height={40} radius="sm" />
            <Skeleton height={40} radius="sm" />
          </div>
        )}
        {targets.error !== null && (
          <ErrorNotice
            error={targets.error}
            connection={connection}
            compact
            onRetry={() => void targets.refetch()}
          />
        )}
        {targets.data !== undefined && asked.length === 0 && (
          <Choosing name={name} targets={list} chosen={chosen} onChosen={setChosen} />
        )}
        {asked.length > 0 && (
          <>
            {running && (
              <Progress
                value={(100 * outcomes.of.size) / asked.length}
                size={6}
                radius="xl"
                aria-label={t("drops.copying")}
              />
            )}
            <CopyResults
              targets={asked}
              outcomes={outcomes.of}
              running={running}
              onRetry={(agents) => void copy(agents)}
            />
          </>
        )}
        {failure !== undefined && <ErrorNotice error={failure} connection={connection} compact change />}
        <div className={classes.actions}>
          {asked.length === 0 ? (
            <>
              <Button onClick={onClose}>{t("common.cancel")}</Button>
              <Button
                variant="filled"
                disabled={chosen.size === 0 || running}
                onClick={() => void copy([...chosen])}
              >
                {t("drops.copyToCount", { count: chosen.size })}
              </Button>
            </>
          ) : running ? (
            <Button onClick={stop}>{t("drops.stop")}</Button>
          ) : (
            <Button variant="filled" data-autofocus onClick={onClose}>
              {t("common.close")}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}

interface ChoosingProps {
  readonly name: string;
  readonly targets: readonly DropTarget[];
  readonly chosen: ReadonlySet<AgentId>;
  readonly onChosen: (chosen: ReadonlySet<AgentId>) => void;
}

/** The agents to choose from, found by name. */
function Choosing({ name, targets, chosen, onChosen }: ChoosingProps) {
  const { t } = useText();
  const [search, setSearch] = useState("");
  const found = useMemo(() => {
    const words = fold(search.trim());
    return targets.filter((target) => fold(target.name).includes(words));
  }, [targets, search]);
  if (targets.length === 0) {
    return <p className={classes.quiet}>{t("drops.nobodyElse")}</p>;
  }
  const open = found.filter(({ presence }) => presence !== "sameRecording");
  const all = open.length > 0 && open.every(({ agent }) => chosen.has(agent));
  const withAll = (on: boolean) => {
    const next = new Set(chosen);
    for (const { agent } of open) {
      if (on) {
        next.add(agent);
      } else {
        next.delete(agent);
      }
    }
    onChosen(next);
  };
  return (
    <>
      <TextInput
        type="search"
        label={t("drops.searchAgents")}
        value={search}
        autoComplete="off"
        data-autofocus
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {found.length === 0 ? (
        <p className={classes.quiet}>{t("drops.nobodyFound")}</p>
      ) : (
        <fieldset className={classes.rows} aria-label={t("drops.copyWhere")}>
          <Checkbox
            className={classes.all}
            label={t("drops.allOfThem", { count: open.length })}
            checked={all}
            indeterminate={!all && open.some(({ agent }) => chosen.has(agent))}
            disabled={open.length === 0}
            onChange={(event) => withAll(event.currentTarget.checked)}
          />
          {found.slice(0, mostRows).map((target) => {
            const has = target.presence === "sameRecording";
            return (
              <Checkbox
                key={target.agent}
                className={classes.row}
                classNames={{ body: classes.rowBody }}
                checked={has || chosen.has(target.agent)}
                disabled={has}
                onChange={(event) => {
                  const next = new Set(chosen);
                  if (event.currentTarget.checked) {
                    next.add(target.agent);
                  } else {
                    next.delete(target.agent);
                  }
                  onChosen(next);
                }}
                label={
                  <span className={classes.person}>
                    <PersonPicture name={target.name} picture={target.picture} kind={target.kind} size={28} />
                    <bdi>{shownName(target.name, t("agents.noName"))}</bdi>
                    {target.presence !== "missing" && (
                      <span className={classes.quiet}>
                        {t(`drops.presence.${target.presence}`, { name })}
                      </span>
                    )}
                  </span>
                }
              />
            );
          })}
        </fieldset>
      )}
      {found.length > mostRows && (
        <p className={classes.quiet}>{t("drops.moreFound", { count: found.length - mostRows })}</p>
      )}
    </>
  );
}

interface Copying {
  readonly outcomes: { readonly asked: ReadonlySet<AgentId>; readonly of: Outcomes };
  readonly running: boolean;
  readonly failure: unknown;
  copy(agents: readonly AgentId[]): Promise<void>;
  stop(): void;
}

/** The copying, agent by agent, as the core tells it. */
function useCopying({ connection, agent }: DropOwner, drop: VoicemailDrop): Copying {
  const client = useQueryClient();
  const [asked, setAsked] = useState<ReadonlySet<AgentId>>(new Set());
  const [of, setOf] = useState<Outcomes>(new Map());
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const controller = useRef<AbortController | undefined>(undefined);
  const settle = (target: AgentId, outcome: DropCopyOutcome) => {
    setOf((before) => new Map(before).set(target, outcome));
    if (outcome.kind === "copied") {
      void client.invalidateQueries({ queryKey: recordQuery(connection, target).queryKey });
      void client.invalidateQueries({ queryKey: historyKey });
    }
  };
  const copy = async (agents: readonly AgentId[]) => {
    const abort = new AbortController();
    controller.current = abort;
    const before = { asked, of };
    setAsked((known) => new Set([...known, ...agents]));
    setOf((known) => new Map([...known].filter(([each]) => !agents.includes(each))));
    setFailure(undefined);
    setRunning(true);
    try {
      const copies = await runJob(
        (job, channel) => commands.copyDrop(connection, agent, drop, [...agents], job, channel),
        {
          signal: abort.signal,
          onEvent: (event) => {
            if (event.kind === "dropCopied") {
              settle(event.copy.agent, event.copy.outcome);
            }
          },
        },
      );
      for (const { agent: target, outcome } of copies) {
        settle(target, outcome);
      }
    } catch (error) {
      // The drop itself could not be read: nothing was copied.
      setAsked(before.asked);
      setOf(before.of);
      setFailure(error);
    } finally {
      setRunning(false);
    }
  };
  return { outcomes: { asked, of }, running, failure, copy, stop: () => controller.current?.abort() };
}
