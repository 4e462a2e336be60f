import { Button, Skeleton } from "@mantine/core";
import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import IconPencil from "@tabler/icons-react/dist/esm/icons/IconPencil.mjs";
import IconRocket from "@tabler/icons-react/dist/esm/icons/IconRocket.mjs";
import { type InfiniteData, useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { nameOf } from "../agents/words";
import {
  type AgentId,
  type AgentVersion,
  type ConnectionId,
  commands,
  runJob,
  unwrap,
  type VersionPage,
} from "../bridge";
import { ErrorNotice, toError } from "../errors";
import { FieldGroup } from "../form/FormSection";
import { shownName, useText } from "../i18n";
import { Empty } from "../parts/Empty";
import { recordQuery } from "../session/records";
import { keepConnection } from "../start/startUp";
import { useNow } from "../window/useNow";
import classes from "./Activity.module.css";
import { LaunchDialog } from "./LaunchDialog";
import { ActivityHead, type ActivityProps } from "./section";

/** The versions of an agent, and making a new one of its draft. */
export function VersionsSection({ session, section }: ActivityProps) {
  const { t } = useText();
  const { agent, connection, system } = session;
  const described = section.groups.filter(
    (group) => group.fields.length > 0 && session.record?.readAt !== "",
  );
  return (
    <>
      <ActivityHead session={session} section={section} />
      {agent === null ? (
        <p className={classes.quiet}>{t("versions.none")}</p>
      ) : (
        <Versions
          key={agent}
          connection={connection}
          agent={agent}
          system={system.name}
          name={session.record === null ? "" : nameOf(session.record.summary)}
          unsaved={Object.keys(session.edits).length > 0}
        />
      )}
      {described.map((group) => (
        <SaidVersion key={group.id} session={session} group={group} />
      ))}
    </>
  );
}

interface SaidVersionProps {
  readonly session: ActivityProps["session"];
  readonly group: ActivityProps["section"]["groups"][number];
}

/** What the agent's own document says of its version. */
function SaidVersion({ session, group }: SaidVersionProps) {
  const { byKey } = useText();
  return (
    <FieldGroup session={session} group={group} title={byKey(`${session.system.id}.group.${group.id}`)} />
  );
}

export interface VersionsProps {
  readonly connection: ConnectionId;
  readonly agent: AgentId;
  readonly system: string;
  readonly name: string;
  readonly unsaved: boolean;
}

function versionsKey(connection: ConnectionId, agent: AgentId) {
  return [connection, "versions", agent] as const;
}

/** Pages may overlap when a version is launched while they are read. */
function versionsOf(data: InfiniteData<VersionPage>): AgentVersion[] {
  return [
    ...new Map(data.pages.flatMap((page) => page.versions).map((version) => [version.id, version])).values(),
  ];
}

function Versions(props: VersionsProps) {
  const { connection, agent, system } = props;
  const { t } = useText();
  const client = useQueryClient();
  const [launching, setLaunching] = useState(false);
  const query = useInfiniteQuery({
    queryKey: versionsKey(connection, agent),
    queryFn: ({ pageParam, signal }) =>
      runJob((job, channel) => commands.agentVersions(connection, agent, pageParam, job, channel), {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: VersionPage) => page.next,
  });
  const { data, error, isError, isFetching, hasNextPage, isFetchingNextPage } = query;
  if (isError && !isFetching && toError(error).code === "notOffered") {
    return <NotOffered connection={connection} system={system} onAsked={() => void query.refetch()} />;
  }
  if (data === undefined) {
    return isError && !isFetching ? (
      <ErrorNotice error={error} connection={connection} onRetry={() => void query.refetch()} />
    ) : (
      <div className={classes.late} role="status" aria-label={t("versions.loading")}>
        {[0, 1, 2, 3].map((row) => (
          <Skeleton key={row} height={24} my={14} />
        ))}
      </div>
    );
  }
  const versions = versionsOf(data);
  const again = () => {
    void client.invalidateQueries({ queryKey: versionsKey(connection, agent) });
    void client.invalidateQueries({ queryKey: recordQuery(connection, agent).queryKey });
  };
  return (
    <div className={classes.versions}>
      <Button
        variant="filled"
        leftSection={<IconRocket size={16} stroke={1.5} />}
        onClick={() => setLaunching(true)}
      >
        {t("versions.launch")}
      </Button>
      {versions.length === 0 ? (
        <Empty text={t("versions.none")} />
      ) : (
        <ul className={classes.versionList} aria-label={t("versions.list")}>
          {versions.map((version) => (
            <VersionRow key={version.id} version={version} />
          ))}
        </ul>
      )}
      {isError && !isFetching && (
        <ErrorNotice
          error={error}
          connection={connection}
          onRetry={() => void query.fetchNextPage()}
          compact
        />
      )}
      {hasNextPage && !(isError && !isFetching) && (
        <Button loading={isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("versions.more")}
        </Button>
      )}
      <LaunchDialog {...props} opened={launching} onClose={() => setLaunching(false)} onLaunched={again} />
    </div>
  );
}

function VersionRow({ version }: { readonly version: AgentVersion }) {
  const { t, format } = useText();
  const now = useNow();
  const made = version.createdAt === null ? undefined : new Date(version.createdAt);
  return (
    <li>
      <span className={classes.versionNumber} data-figures>
        {version.number === null ? t("versions.noNumber") : t("versions.number", { number: version.number })}
      </span>
      <span className={classes.versionName} dir="auto">
        {shownName(version.name) || <span className={classes.quiet}>{t("versions.noName")}</span>}
      </span>
      <span className={classes.marks}>
        {version.isDraft && (
          <span className={classes.mark}>
            <IconPencil size={14} stroke={1.75} aria-hidden />
            {t("versions.draft")}
          </span>
        )}
        {version.isPublished && (
          <span className={classes.mark} data-tone="ok">
            <IconCircleCheck size={14} stroke={1.75} aria-hidden />
            {t("versions.published")}
          </span>
        )}
      </span>
      {made !== undefined && !Number.isNaN(made.getTime()) && (
        <time dateTime={version.createdAt ?? undefined} title={format.relative(made, now)}>
          {format.dateTime(made)}
        </time>
      )}
    </li>
  );
}

interface NotOfferedProps {
  readonly connection: ConnectionId;
  readonly system: string;
  readonly onAsked: () => void;
}

function NotOffered({ connection, system, onAsked }: NotOfferedProps) {
  const { t } = useText();
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () => unwrap(commands.askOffersAgain(connection)),
    onSuccess: (view) => {
      keepConnection(client, view);
      onAsked();
    },
  });
  return (
    <div className={classes.plain}>
      <p role="status">{t("versions.notOffered", { system })}</p>
      {again.isError && <ErrorNotice error={again.error} compact />}
      <Button loading={again.isPending} onClick={() => again.mutate()}>
        {t("versions.again")}
      </Button>
    </div>
  );
}
