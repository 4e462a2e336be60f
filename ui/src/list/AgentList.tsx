import { Button, UnstyledButton } from "@mantine/core";
import { useId } from "react";
import { type Source, useSources } from "../agents/sources";
import { type Agents, useAgents } from "../agents/useAgents";
import type { ConnectionView } from "../bridge";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import { Empty } from "../parts/Empty";
import { useDraftsOf } from "../session/drafts";
import { nameOfDraft } from "../session/unread";
import { connectionName } from "../start/names";
import { foldList } from "../window/list";
import { go, newAgent, openAgent } from "../window/place";
import classes from "./AgentList.module.css";
import { beginAdding, wayInto } from "./adding";
import { wayText } from "./ListHead";
import { Listing } from "./Listing";

/** All agents of one connection: search, filters, order, rows. */
export function AgentList({ view }: { readonly view: ConnectionView }) {
  const { t } = useText();
  const { id } = view.connection;
  const name = connectionName(view.connection);
  const list = useAgents(id);
  const sources = useSources();
  const source = sources.get(id);
  const way = source === undefined ? undefined : wayInto(source);
  const add = () => way !== undefined && beginAdding(way, id);
  return (
    <Listing
      scope={id}
      label={t("agents.list", { connection: name })}
      title={t("agents.title")}
      from={
        <UnstyledButton
          className={classes.connection}
          aria-label={t("connection.settingsOf", { name })}
          title={t("connection.settingsOf", { name })}
          onClick={() => go({ screen: "connection", connection: id })}
        >
          {name}
        </UnstyledButton>
      }
      list={list}
      sources={sources}
      across={false}
      way={way}
      onAdd={add}
      troubles={list.state === "broken" ? <Trouble list={list} connection={id} /> : undefined}
      empty={<NobodyHere source={source} onAdd={add} />}
    />
  );
}

function Trouble({ list, connection }: { readonly list: Agents; readonly connection: string }) {
  const { t } = useText();
  const { agents, total } = list;
  return (
    <>
      {agents.length > 0 && (
        <p className={classes.brokenTitle}>
          {t("agents.incomplete")}.{" "}
          {total === null
            ? t("agents.incompleteSoFar", { loaded: agents.length })
            : t("agents.incompleteOf", { loaded: agents.length, total })}
        </p>
      )}
      <ErrorNotice error={list.error} onRetry={list.goOn} connection={connection} compact />
      {agents.length === 0 && <DraftsHere connection={connection} />}
    </>
  );
}

/** Without a list the drafts are all that leads to an agent. */
function DraftsHere({ connection }: { readonly connection: string }) {
  const { t } = useText();
  const drafts = useDraftsOf(connection);
  const heading = useId();
  if (drafts.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby={heading} className={classes.drafts}>
      <h2 id={heading}>{t("agent.draftsHere")}</h2>
      <ul>
        {drafts.map((draft) => (
          <li key={draft.agent ?? newAgent}>
            <UnstyledButton
              className={classes.draft}
              dir="auto"
              onClick={() => {
                foldList(true);
                openAgent(connection, draft.agent ?? newAgent);
              }}
            >
              {nameOfDraft(draft) || (draft.agent ?? t("agent.newDraft"))}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface NobodyHereProps {
  readonly source: Source | undefined;
  readonly onAdd: () => void;
}

/** An empty list says why it is empty: nobody was created, no key was given, or the account has no list at all. */
function NobodyHere({ source, onAdd }: NobodyHereProps) {
  const { t } = useText();
  const way = source === undefined ? undefined : wayInto(source);
  if (source === undefined || way === undefined) {
    return <Empty text={t("agents.empty")} />;
  }
  const system = source.system?.name ?? "";
  switch (way) {
    case "create":
      return (
        <Empty text={t("agents.empty")}>
          <Button onClick={onAdd}>{t("agents.emptyAction")}</Button>
        </Empty>
      );
    case "key":
      return (
        <Empty text={t("agents.emptyKeys")} hint={t("agents.emptyKeysHint", { system })}>
          <Button onClick={onAdd}>{t(wayText.key)}</Button>
        </Empty>
      );
    case "id": {
      const noList = source.view.connection.offers?.list === false;
      return (
        <Empty
          text={t(noList ? "agents.emptyNoList" : "agents.emptyIds", { system })}
          hint={t("agents.emptyIdsHint", { system })}
        >
          <Button onClick={onAdd}>{t(wayText.id)}</Button>
        </Empty>
      );
    }
  }
}
