import { useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useSources } from "../agents/sources";
import { agentsOf, agentsQuery } from "../agents/useAgents";
import type { PendingAttachment } from "../bridge";
import { attachmentsKey, isRunning, useAttachments, useOpenChanges, useSetAside } from "../changes";
import { PendingAttachments } from "../drops/PendingAttachments";
import { shownName, useText } from "../i18n";
import { Empty } from "../parts/Empty";
import { keepRecord } from "../session/records";
import { OpenChangeItem } from "./OpenChangeItem";
import { SetAsideItem } from "./SetAsideItem";
import classes from "./Unfinished.module.css";

/** Everything that is under way, has to be decided, is not known, or is kept for an account that nothing leads to. */
export function UnfinishedPage() {
  const { t } = useText();
  const client = useQueryClient();
  const open = useOpenChanges();
  const files = useAttachments();
  const aside = useSetAside();
  const sources = useSources();
  const whose = ({ connection, agent }: PendingAttachment) => {
    const listed = agentsOf(client.getQueryData(agentsQuery(connection).queryKey));
    const name = shownName(listed.find((each) => each.id === agent)?.name ?? agent, t("agents.noName"));
    const source = sources.get(connection)?.name;
    return source === undefined ? name : `${name} · ${source}`;
  };
  const running = open.filter(isRunning);
  const undecided = open.filter((change) => !isRunning(change));
  return (
    <div className={classes.page}>
      <h1>{t("changes.title")}</h1>
      <p className={classes.hint}>{t("changes.hint")}</p>
      {open.length + files.length + aside.length === 0 && <Empty text={t("changes.nothing")} />}
      <Part title={t("changes.undecided")} shown={undecided.length > 0}>
        <ul className={classes.items}>
          {undecided.map((change) => (
            <OpenChangeItem key={change.id} change={change} />
          ))}
        </ul>
      </Part>
      <Part title={t("changes.files")} shown={files.length > 0}>
        <PendingAttachments
          pending={files}
          whose={whose}
          onStored={(record) => keepRecord(client, record)}
          onChanged={() => client.invalidateQueries({ queryKey: attachmentsKey })}
        />
      </Part>
      <Part title={t("changes.running")} shown={running.length > 0}>
        <ul className={classes.items}>
          {running.map((change) => (
            <OpenChangeItem key={change.id} change={change} />
          ))}
        </ul>
      </Part>
      <Part title={t("changes.setAside")} shown={aside.length > 0}>
        <ul className={classes.items}>
          {aside.map((each) => (
            <SetAsideItem key={each.account.id} aside={each} />
          ))}
        </ul>
      </Part>
    </div>
  );
}

interface PartProps {
  readonly title: string;
  readonly shown: boolean;
  readonly children: React.ReactNode;
}

function Part({ title, shown, children }: PartProps) {
  const heading = useId();
  return shown ? (
    <section className={classes.part} aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {children}
    </section>
  ) : null;
}
