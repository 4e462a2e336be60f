import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type ChangeRecord, commands, unwrap } from "../bridge";
import { useLearnedNames, useNow } from "../controls";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import classes from "./AgentPage.module.css";
import { ChangeRow } from "./ChangeRow";
import { learnedPlaces, shownChange } from "./changes";
import dialogs from "./Dialogs.module.css";
import { SectionHead } from "./FormSection";
import { undoChange } from "./outcome";
import { historyKey } from "./records";
import type { AgentSession } from "./session";

export const historySection = "history";

/** What was changed on this agent with this program, the newest first, with the way back. */
export function HistorySection({ session }: { readonly session: AgentSession }) {
  const { t } = useText();
  const { connection, agent } = session;
  const query = useQuery({
    queryKey: historyKey(connection, agent ?? ""),
    queryFn: () => unwrap(commands.history(connection, agent)),
    staleTime: 0,
  });
  return (
    <>
      <SectionHead title={t("agent.history")} hint={t("agent.historyHint")} />
      {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && <p className={classes.quiet}>{t("agent.noHistory")}</p>}
      <ol className={classes.history}>
        {query.data?.map((entry) => (
          <Entry key={entry.id} session={session} entry={entry} />
        ))}
      </ol>
    </>
  );
}

function Entry({ session, entry }: { readonly session: AgentSession; readonly entry: ChangeRecord }) {
  const texts = useText();
  const { t, format } = texts;
  const now = useNow();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const { system } = session;
  const pointers = entry.changes.map((change) => change.pointer);
  const learnedName = useLearnedNames(session.connection, learnedPlaces(system, pointers));
  const at = new Date(entry.at);
  const changes = entry.changes.map((change) => shownChange(change, { system, texts, learnedName, now: at }));
  const kind = t(`agent.change.${entry.kind}`);
  const putBack = async () => {
    setBusy(true);
    await undoChange(client, session, entry.id);
    setBusy(false);
  };
  return (
    <li className={classes.entry}>
      <div className={classes.entryHead}>
        <h3>{kind}</h3>
        <time dateTime={entry.at} title={format.dateTime(at)}>
          {format.dateTime(at)} · {format.relative(at, now)}
        </time>
        {(entry.kind === "updated" || entry.kind === "undone") && (
          <Button
            size="xs"
            loading={busy}
            aria-label={t("agent.putBackOf", { when: format.dateTime(at) })}
            onClick={() => void putBack()}
          >
            {t("controls.putBack")}
          </Button>
        )}
      </div>
      <ul className={dialogs.changes}>
        {changes.map((change) => (
          <ChangeRow key={change.pointer} change={change} />
        ))}
      </ul>
    </li>
  );
}
