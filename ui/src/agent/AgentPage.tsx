import { Button } from "@mantine/core";
import { type QueryKey, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import {
  type AgentId,
  type AgentRecord,
  type ConnectionId,
  type CopyPlan,
  commands,
  runJob,
  type SystemDescription,
} from "../bridge";
import { LeftBehind } from "../copying";
import { ErrorNotice, toError } from "../errors";
import { useText } from "../i18n";
import { Empty } from "../parts/Empty";
import { editsOfScreen } from "../saving/useSaving";
import { drafts } from "../session/drafts";
import { ownRecordQuery, recordQuery } from "../session/records";
import { recordOfDraft, UnreadContext } from "../session/unread";
import { useSystemOf } from "../start/startUp";
import { createAgent, go, newAgent } from "../window/place";
import { AgentEditor } from "./AgentEditor";
import classes from "./AgentPage.module.css";
import { PageSkeleton } from "./PageSkeleton";

export interface AgentPageProps {
  readonly connection: ConnectionId;
  /** The agent, or `newAgent` of app/place while one is being created. */
  readonly agent: AgentId;
  /** The agent a new one starts as a copy of. */
  readonly copyOf?: AgentId;
  readonly section?: string;
}

/** One agent: its sections, its fields and the bar at the foot. */
export function AgentPage({ connection, agent, copyOf, section }: AgentPageProps) {
  const { t } = useText();
  const system = useSystemOf(connection);
  if (system === undefined) {
    return <Empty text={t("connection.gone")} />;
  }
  if (agent !== newAgent) {
    return <ReadAgent system={system} connection={connection} agent={agent} section={section} />;
  }
  if (copyOf !== undefined) {
    return <Copying connection={connection} copyOf={copyOf} />;
  }
  return (
    <AgentEditor
      beginning={{ connection, system, agent: null, own: false, record: null }}
      section={section}
      onSection={(next) => go({ screen: "agents", connection, agent: newAgent, section: next })}
    />
  );
}

interface ReadAgentProps {
  readonly system: SystemDescription;
  readonly connection: ConnectionId;
  readonly agent: AgentId;
  readonly section: string | undefined;
}

function ReadAgent({ system, connection, agent, section }: ReadAgentProps) {
  const asked = recordQuery(connection, agent);
  const query = useQuery(asked);
  return (
    <Loaded query={query} queryKey={asked.queryKey} system={system} connection={connection} agent={agent}>
      {(record) => (
        <AgentEditor
          beginning={{ connection, system, agent, own: false, record }}
          section={section}
          onSection={(next) => go({ screen: "agents", connection, agent, section: next })}
        />
      )}
    </Loaded>
  );
}

export interface MyProfilePageProps {
  readonly connection: ConnectionId;
  readonly section?: string;
}

/** The agent of the person whose key this is. */
export function MyProfilePage({ connection, section }: MyProfilePageProps) {
  const { t } = useText();
  const system = useSystemOf(connection);
  const query = useQuery({ ...ownRecordQuery(connection), enabled: system !== undefined });
  if (system === undefined) {
    return <Empty text={t("connection.gone")} />;
  }
  return (
    <Loaded
      query={query}
      queryKey={ownRecordQuery(connection).queryKey}
      system={system}
      connection={connection}
      agent={query.data?.id ?? null}
    >
      {(record) => (
        <AgentEditor
          key={record.id}
          beginning={{ connection, system, agent: record.id, own: true, record }}
          section={section}
          onSection={(next) => go({ screen: "me", connection, section: next })}
        />
      )}
    </Loaded>
  );
}

interface LoadedProps {
  readonly query: {
    readonly data: AgentRecord | undefined;
    readonly error: unknown;
    readonly isError: boolean;
    readonly isFetching: boolean;
    readonly refetch: () => Promise<unknown>;
  };
  readonly queryKey: QueryKey;
  readonly system: SystemDescription;
  readonly connection: ConnectionId;
  readonly agent: AgentId | null;
  readonly children: (record: AgentRecord) => React.ReactNode;
}

/** The page once there is a record; while it is read its outline, and what went wrong with the way to try again. */
function Loaded({ query, queryKey, system, connection, agent, children }: LoadedProps) {
  const { t } = useText();
  const client = useQueryClient();
  if (query.data !== undefined) {
    return children(query.data);
  }
  if (query.isFetching) {
    // Ends the work in the core, too.
    return <PageSkeleton onStop={() => void client.cancelQueries({ queryKey, exact: true })} />;
  }
  if (!query.isError) {
    return <Stopped onAgain={() => void query.refetch()} />;
  }
  const draft = agent === null ? undefined : drafts.of(connection, agent);
  const gone = toError(query.error).code === "agentNotFound";
  if (draft !== undefined && agent !== null && !gone) {
    const said = { error: query.error, again: () => void query.refetch() };
    return <UnreadContext value={said}>{children(recordOfDraft(draft, agent))}</UnreadContext>;
  }
  return (
    <div className={classes.alone}>
      <ErrorNotice error={query.error} connection={connection} onRetry={() => void query.refetch()} />
      {agent !== null && draft === undefined && (
        <Button
          variant="subtle"
          onClick={() => go({ screen: "history", of: { connection, agent, name: agent } })}
        >
          {t("agent.history")}
        </Button>
      )}
      {draft !== undefined && (
        <div className={classes.aloneMore}>
          <p>{t("agent.draftStays")}</p>
          {gone && drafts.of(connection, null) === undefined && (
            <Button
              onClick={() => {
                drafts.keep(connection, null, {}, editsOfScreen({ system, ...draft }));
                createAgent(connection);
              }}
            >
              {t("agent.createFromDraft")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function Stopped({ onAgain }: { readonly onAgain: () => void }) {
  const { t } = useText();
  const again = useRef<HTMLButtonElement>(null);
  // The button that was pressed is gone: who works by keys goes on from here.
  useEffect(() => {
    if (document.activeElement === document.body) {
      again.current?.focus();
    }
  }, []);
  return (
    <Empty text={t("agent.readingStopped")}>
      <Button ref={again} onClick={onAgain}>
        {t("agent.readAgain")}
      </Button>
    </Empty>
  );
}

/** Reads what the copy begins with, keeps it as the draft of a new agent and goes there. */
function Copying({ connection, copyOf }: { readonly connection: ConnectionId; readonly copyOf: AgentId }) {
  const { t } = useText();
  const unfinished = drafts.of(connection, null) !== undefined;
  const client = useQueryClient();
  const queryKey = [connection, "copy", copyOf];
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      runJob((job, channel) => commands.duplicateEdits(connection, copyOf, job, channel), { signal }),
    gcTime: 0,
    staleTime: 0,
  });
  const { data } = query;
  const system = useSystemOf(connection);
  const behind = data?.leftOut ?? [];
  const asks = unfinished || behind.length > 0;
  const begin = (plan: CopyPlan) => {
    drafts.keep(connection, null, {}, plan.edits);
    createAgent(connection);
  };
  useEffect(() => {
    if (data !== undefined && !asks) {
      drafts.keep(connection, null, {}, data.edits);
      createAgent(connection);
    }
  }, [data, asks, connection]);
  if (query.isError) {
    return (
      <div className={classes.alone}>
        <ErrorNotice error={query.error} connection={connection} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  if (data === undefined && !query.isFetching) {
    return <Stopped onAgain={() => void query.refetch()} />;
  }
  if (!asks || data === undefined || system === undefined) {
    return <PageSkeleton onStop={() => void client.cancelQueries({ queryKey, exact: true })} />;
  }
  const staysBehind = <LeftBehind leftOut={behind} from={system} to={system} />;
  if (!unfinished) {
    return (
      <div className={classes.alone}>
        {staysBehind}
        <div className={classes.choices}>
          <Button variant="filled" onClick={() => begin(data)}>
            {t("copying.continue")}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <Empty text={t("agent.unfinishedNew")}>
      {staysBehind}
      <div className={classes.choices}>
        <Button variant="filled" onClick={() => createAgent(connection)}>
          {t("agent.goOnWithIt")}
        </Button>
        <Button onClick={() => begin(data)}>{t("agent.replaceByCopy")}</Button>
      </div>
    </Empty>
  );
}
