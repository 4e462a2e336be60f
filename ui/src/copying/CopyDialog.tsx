import { Button, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { flushSync } from "react-dom";
import { type Source, useSources } from "../agents/sources";
import { nameOf } from "../agents/words";
import { type ConnectionId, type CopyPlan, commands, runJob } from "../bridge";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import { ConnectionChoices } from "../parts/ConnectionChoices";
import { SystemMark } from "../parts/SystemMark";
import { drafts, useHasDraft } from "../session/drafts";
import { type CopySource, closeCopy, useCopySource } from "../window/copy";
import { foldList } from "../window/list";
import { createAgent, go, newAgent, openAgentOf, whereWeAre } from "../window/place";
import classes from "./CopyDialog.module.css";
import { PlanView } from "./PlanView";

/** Copying an agent to another connection: where to, what becomes of it there, and on to the form. Creates nothing. */
export function CopyDialog() {
  const { t } = useText();
  const source = useCopySource();
  // The words stay while the dialog closes.
  const [last, setLast] = useState(source);
  if (source !== undefined && source !== last) {
    setLast(source);
  }
  return (
    <Modal
      opened={source !== undefined}
      onClose={closeCopy}
      title={t("copying.title", { name: nameOf(last ?? { name: "" }) })}
      size={680}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {source !== undefined && <Steps key={`${source.connection}/${source.agent}`} source={source} />}
    </Modal>
  );
}

function Steps({ source }: { readonly source: CopySource }) {
  const { t } = useText();
  const sources = useSources();
  const from = sources.get(source.connection);
  const targets = [...sources.values()].filter(
    (each) => each.mayCreate && each.view.connection.id !== source.connection,
  );
  const [only] = targets;
  const [chosen, setChosen] = useState<ConnectionId | undefined>(
    targets.length === 1 ? only?.view.connection.id : undefined,
  );
  const to = chosen === undefined ? undefined : sources.get(chosen);
  if (from === undefined) {
    return <p className={classes.words}>{t("connection.gone")}</p>;
  }
  if (to === undefined) {
    return (
      <>
        <p className={classes.words}>{t(targets.length === 0 ? "copying.nowhere" : "copying.where")}</p>
        <ConnectionChoices
          label={t("copying.where")}
          choices={targets.map(({ view, name, system, letters }) => ({
            connection: view.connection.id,
            name,
            system,
            letters,
          }))}
          onChoose={setChosen}
        />
        <div className={classes.actions}>
          <Button onClick={closeCopy}>{t("common.cancel")}</Button>
        </div>
      </>
    );
  }
  return (
    <Planned
      key={to.view.connection.id}
      source={source}
      from={from}
      to={to}
      onBack={targets.length > 1 ? () => setChosen(undefined) : undefined}
    />
  );
}

interface PlannedProps {
  readonly source: CopySource;
  readonly from: Source;
  readonly to: Source;
  /** To another choice of the target; nothing where there is no other. */
  readonly onBack: (() => void) | undefined;
}

/** What the agent becomes there, and the way on. */
function Planned({ source, from, to, onBack }: PlannedProps) {
  const { t } = useText();
  const target = to.view.connection.id;
  const unfinished = useHasDraft(target, null);
  const [asking, setAsking] = useState(false);
  const plan = useQuery({
    queryKey: [source.connection, "copyPlan", source.agent, target],
    queryFn: ({ signal }) =>
      runJob((job, channel) => commands.planCopy(source.connection, source.agent, target, job, channel), {
        signal,
      }),
    gcTime: 0,
    staleTime: 0,
  });
  const { data } = plan;
  return (
    <>
      <div className={classes.target}>
        <SystemMark system={to.system} initials={to.letters} size="small" />
        <p>
          {t("copying.to", { name: to.name })}
          <span>{t("copying.nothingYet")}</span>
        </p>
      </div>
      {plan.isError && !plan.isFetching ? (
        <ErrorNotice error={plan.error} connection={source.connection} onRetry={() => void plan.refetch()} />
      ) : data === undefined || from.system === undefined || to.system === undefined ? (
        <p className={classes.words} role="status">
          {t("copying.reading", { name: nameOf(source) })}
        </p>
      ) : (
        <PlanView plan={data} from={from.system} to={to.system} />
      )}
      {asking && data !== undefined ? (
        <div className={classes.question} role="alert">
          <p>{t("copying.unfinished", { name: to.name })}</p>
          <div className={classes.actions}>
            <Button onClick={() => setAsking(false)}>{t("common.cancel")}</Button>
            <Button onClick={() => toForm(target)}>{t("agent.goOnWithIt")}</Button>
            <Button variant="filled" onClick={() => toForm(target, data)}>
              {t("agent.replaceByCopy")}
            </Button>
          </div>
        </div>
      ) : (
        <div className={classes.actions}>
          {onBack === undefined ? (
            <Button onClick={closeCopy}>{t("common.cancel")}</Button>
          ) : (
            <Button onClick={onBack}>{t("common.back")}</Button>
          )}
          <Button
            variant="filled"
            disabled={data === undefined}
            onClick={() => (unfinished ? setAsking(true) : data !== undefined && toForm(target, data))}
          >
            {t("copying.continue")}
          </Button>
        </div>
      )}
    </>
  );
}

/** To the form of a new agent, filled with the plan where one is given, else as it was left. */
function toForm(target: ConnectionId, plan?: CopyPlan): void {
  closeCopy();
  foldList(true);
  if (plan !== undefined) {
    const here = whereWeAre();
    const opened = openAgentOf(here);
    if (opened?.connection === target && opened.agent === newAgent) {
      // The form of the draft that is replaced is open: it goes first, so that it does not keep its own edits again.
      flushSync(() =>
        go(
          here.screen === "everything" ? { screen: "everything" } : { screen: "agents", connection: target },
        ),
      );
    }
    drafts.keep(target, null, {}, plan.edits);
  }
  createAgent(target);
}
