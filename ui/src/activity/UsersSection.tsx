import { Button, Skeleton, VisuallyHidden } from "@mantine/core";
import IconChevronDown from "@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs";
import IconChevronLeft from "@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs";
import IconChevronRight from "@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Fragment, useId, useState } from "react";
import { type AgentId, type AgentUser, commands, runJob, type UserPage } from "../bridge";
import { ErrorNotice } from "../errors";
import { shownName, useText } from "../i18n";
import { Empty } from "../parts/Empty";
import classes from "./Activity.module.css";
import { AnswerRows } from "./AnswerRows";
import { ActivityHead, type ActivityProps } from "./section";
import { UserOrder } from "./UserOrder";
import { type Order, rangeOf } from "./users";

const pageSize = 25;

/** Who an agent speaks with, page by page. */
export function UsersSection({ session, section }: ActivityProps) {
  const { t } = useText();
  const { agent, system } = session;
  return (
    <>
      <ActivityHead session={session} section={section} />
      {agent === null ? (
        <p className={classes.quiet}>{t("users.none")}</p>
      ) : (
        <Users key={agent} connection={session.connection} agent={agent} system={system.name} />
      )}
    </>
  );
}

interface UsersProps {
  readonly connection: string;
  readonly agent: AgentId;
  readonly system: string;
}

function Users({ connection, agent, system }: UsersProps) {
  const { t } = useText();
  const [page, setPage] = useState(1);
  const [order, setOrder] = useState<Order>({ by: "", reversed: false });
  const { data, error, isError, isFetching, refetch } = useQuery({
    queryKey: [connection, "users", agent, page, order],
    queryFn: ({ signal }) =>
      runJob(
        (job, channel) =>
          commands.agentUsers(
            connection,
            agent,
            { page, pageSize, orderBy: order.by === "" ? null : order.by, descending: order.reversed },
            job,
            channel,
          ),
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
  const ordering = (
    <UserOrder
      system={system}
      order={order}
      onChange={(next) => {
        setOrder(next);
        setPage(1);
      }}
    />
  );
  if (isError && !isFetching) {
    return (
      <>
        {order.by !== "" && ordering}
        <ErrorNotice error={error} connection={connection} onRetry={() => void refetch()} />
      </>
    );
  }
  if (data === undefined) {
    return (
      <div className={classes.late} role="status" aria-label={t("users.loading")}>
        {[0, 1, 2, 3, 4, 5].map((row) => (
          <Skeleton key={row} height={20} my={14} />
        ))}
      </div>
    );
  }
  if (data.withoutUsers) {
    return (
      <div role="status" className={classes.plain}>
        <p>{t("users.without", { system })}</p>
        <p className={classes.quiet}>{t("users.withoutMeaning")}</p>
        <Button onClick={() => void refetch()} loading={isFetching}>
          {t("common.tryAgain")}
        </Button>
      </div>
    );
  }
  if (data.users.length === 0) {
    return page > 1 ? (
      <Empty text={t("users.pageEmpty")}>
        <Button onClick={() => setPage(1)}>{t("users.toFirst")}</Button>
      </Empty>
    ) : (
      <Empty text={t("users.none")}>
        <Button loading={isFetching} onClick={() => void refetch()}>
          {t("common.refresh")}
        </Button>
      </Empty>
    );
  }
  return (
    <>
      {ordering}
      <UserTable page={data} system={system} busy={isFetching} />
      <Pager page={data} asked={page} busy={isFetching} onGo={setPage} />
    </>
  );
}

interface UserTableProps {
  readonly page: UserPage;
  readonly system: string;
  readonly busy: boolean;
}

function UserTable({ page, system, busy }: UserTableProps) {
  const { t } = useText();
  return (
    <table className={classes.table} aria-label={t("users.table")} aria-busy={busy} data-busy={busy}>
      <thead>
        <tr>
          <th scope="col">{t("users.name")}</th>
          <th scope="col">{t("users.email")}</th>
          <th scope="col">{t("users.phone")}</th>
          <th scope="col">{t("users.source")}</th>
          <th scope="col">
            <VisuallyHidden>{t("users.more")}</VisuallyHidden>
          </th>
        </tr>
      </thead>
      <tbody>
        {page.users.map((user, at) => (
          // Some answers name nobody's id: the place in the page keeps such rows apart.
          <UserRow key={user.id === "" ? `at-${at}` : user.id} user={user} system={system} />
        ))}
      </tbody>
    </table>
  );
}

function UserRow({ user, system }: { readonly user: AgentUser; readonly system: string }) {
  const { t } = useText();
  const [opened, setOpened] = useState(false);
  const region = useId();
  const name =
    [user.name, user.email, user.phone].map((each) => shownName(each)).find((each) => each !== "") ??
    t("users.noName");
  return (
    <Fragment>
      <tr data-opened={opened}>
        <th scope="row" dir="auto">
          {shownName(user.name) || <span className={classes.quiet}>{t("users.noName")}</span>}
        </th>
        <td>{shownName(user.email)}</td>
        <td data-figures>
          <bdi>{shownName(user.phone)}</bdi>
        </td>
        <td>{shownName(user.source)}</td>
        <td className={classes.rowEnd}>
          <Button
            size="xs"
            variant="subtle"
            aria-expanded={opened}
            aria-controls={region}
            aria-label={t("users.detailsOf", { name })}
            rightSection={
              <IconChevronDown size={16} stroke={1.5} className={classes.chevron} data-opened={opened} />
            }
            onClick={() => setOpened(!opened)}
          >
            {t("users.more")}
          </Button>
        </td>
      </tr>
      <tr id={region} hidden={!opened} className={classes.detail}>
        <td colSpan={5}>
          {opened && <AnswerRows answer={user.more} nothing={t("users.nothingMore", { system })} />}
        </td>
      </tr>
    </Fragment>
  );
}

/** Without the attribute that would take the focus away with the button. */
function unavailable(so: boolean) {
  return so ? { "data-disabled": true, "aria-disabled": true } : {};
}

interface PagerProps {
  readonly page: UserPage;
  readonly asked: number;
  readonly busy: boolean;
  readonly onGo: (page: number) => void;
}

function Pager({ page, asked, busy, onGo }: PagerProps) {
  const { t } = useText();
  const range = rangeOf(page, pageSize);
  const last = !page.hasNext && !busy;
  return (
    <nav className={classes.pager} aria-label={t("users.pages")}>
      <Button
        size="xs"
        {...unavailable(asked <= 1)}
        leftSection={<IconChevronLeft size={16} stroke={1.5} className={classes.directed} />}
        onClick={() => !busy && asked > 1 && onGo(asked - 1)}
      >
        {t("users.previous")}
      </Button>
      <span data-figures role="status">
        {t("users.range", range)}
      </span>
      <Button
        size="xs"
        {...unavailable(last)}
        rightSection={<IconChevronRight size={16} stroke={1.5} className={classes.directed} />}
        onClick={() => !busy && !last && onGo(asked + 1)}
      >
        {t("users.next")}
      </Button>
    </nav>
  );
}
