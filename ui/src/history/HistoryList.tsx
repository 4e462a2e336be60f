import { Button, Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import type { ChangeRecord, HistoryQuery } from "../bridge";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import classes from "./History.module.css";
import { HistoryEntry } from "./HistoryEntry";
import { useHistory } from "./useHistory";

interface HistoryListProps {
  readonly query: HistoryQuery;
  /** What is said where there is nothing. */
  readonly none: string;
  /** Beside it, where there is nothing: a way out. */
  readonly children?: ReactNode;
  /** Several agents are listed: each entry names its own, and this shows only one of them. */
  readonly onOnly?: (entry: ChangeRecord) => void;
}

/** Entries of the history, newest first, a page at a time. */
export function HistoryList({ query, none, children, onOnly }: HistoryListProps) {
  const { t } = useText();
  const history = useHistory(query);
  const entries = history.data?.pages.flatMap((page) => page.entries);
  if (entries === undefined) {
    return history.isError ? (
      <ErrorNotice error={history.error} onRetry={() => void history.refetch()} />
    ) : (
      <div role="status" aria-label={t("history.loading")}>
        {[0, 1, 2].map((row) => (
          <Skeleton key={row} height={40} my={14} />
        ))}
      </div>
    );
  }
  return (
    <>
      {entries.length === 0 && (
        <div className={classes.none}>
          <p>{none}</p>
          {children}
        </div>
      )}
      {entries.length > 0 && (
        <ol className={classes.entries} aria-label={t("history.list")}>
          {entries.map((entry) => (
            <HistoryEntry key={entry.id} entry={entry} onOnly={onOnly} />
          ))}
        </ol>
      )}
      {history.isError && (
        <ErrorNotice error={history.error} onRetry={() => void history.fetchNextPage()} compact />
      )}
      {history.hasNextPage && (
        <Button loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {t("history.more")}
        </Button>
      )}
    </>
  );
}
