import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ChangeRecord } from "../bridge";
import { useLearnedNames } from "../controls";
import { anyWords, readableKey } from "../controls/words";
import { ErrorNotice } from "../errors";
import { shownName, useText } from "../i18n";
import { ChangeRow } from "../saving/ChangeRow";
import { learnedPlaces, type ShownChange, shownChange } from "../saving/changes";
import { DeleteDialog } from "../saving/DeleteDialog";
import dialogs from "../saving/Dialogs.module.css";
import { movedWords, takeBack } from "../saving/outcome";
import { openAgent } from "../window/place";
import { useNow } from "../window/useNow";
import classes from "./History.module.css";
import { type Origin, useOrigin, wayBack } from "./origin";

interface HistoryEntryProps {
  readonly entry: ChangeRecord;
  readonly onOnly?: (entry: ChangeRecord) => void;
}

/** More changed fields than this are folded: a deleted agent has all of its. */
const folded = 6;

/** One change: when, what, where, before and after, and the way back where there is one. */
export function HistoryEntry({ entry, onOnly }: HistoryEntryProps) {
  const texts = useText();
  const { t, format } = texts;
  const now = useNow();
  const origin = useOrigin(entry);
  const at = new Date(entry.at);
  const name = shownName(entry.agentName, shownName(entry.agent ?? "", t("changes.noName")));
  const changes = useShownChanges(entry, origin);
  const rows = (
    <ul className={dialogs.changes}>
      {changes.map((change) => (
        <ChangeRow key={change.pointer} change={change} />
      ))}
    </ul>
  );
  return (
    <li className={classes.entry}>
      <div className={classes.head}>
        <h3>
          {t(`agent.change.${entry.kind}`)}
          {onOnly !== undefined && entry.agent === null && <bdi>: {name}</bdi>}
          {onOnly !== undefined && entry.agent !== null && (
            <>
              {": "}
              <button
                type="button"
                className={classes.agent}
                dir="auto"
                title={t("history.onlyAgentOf", { name })}
                aria-label={t("history.onlyAgentOf", { name })}
                onClick={() => onOnly(entry)}
              >
                {name}
              </button>
            </>
          )}
        </h3>
        <time dateTime={entry.at} title={format.relative(at, now)}>
          {format.dateTime(at)} · {format.relative(at, now)}
        </time>
        {onOnly !== undefined && <span className={classes.where}>{origin.words}</span>}
        <WayBack entry={entry} origin={origin} name={name} at={at} />
      </div>
      {typeof entry.document === "string" && entry.document !== "" && (
        <p className={classes.subject}>
          {t(entry.kind === "webhookCreated" ? "history.subjectWebhook" : "history.subject")}:{" "}
          <b dir="auto">{entry.document}</b>
        </p>
      )}
      {changes.length > folded ? (
        <details className={classes.folded}>
          <summary>{t("history.fields", { count: changes.length })}</summary>
          {rows}
        </details>
      ) : (
        changes.length > 0 && rows
      )}
    </li>
  );
}

function useShownChanges(entry: ChangeRecord, { connection, system }: Origin): readonly ShownChange[] {
  const texts = useText();
  const pointers = entry.changes.map((change) => change.pointer);
  const places = system === undefined ? [] : learnedPlaces(system, pointers);
  const learnedName = useLearnedNames(connection ?? "", connection === undefined ? [] : places);
  const now = new Date(entry.at);
  return entry.changes.map((change) =>
    system === undefined
      ? {
          pointer: change.pointer,
          section: "",
          label: change.pointer.split("/").filter(Boolean).map(readableKey).join(" · "),
          before: anyWords(change.before, texts),
          after: anyWords(change.after, texts),
        }
      : shownChange(change, { system, texts, learnedName, now }),
  );
}

interface WayBackProps {
  readonly entry: ChangeRecord;
  readonly origin: Origin;
  readonly name: string;
  readonly at: Date;
}

/** Putting a change back, creating a deleted agent again, or deleting a created one, which asks first. */
function WayBack({ entry, origin, name, at }: WayBackProps) {
  const { t, format } = useText();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<{ readonly error: unknown }>();
  const way = wayBack(entry.kind);
  const { connection, system, view } = origin;
  const { agent } = entry;
  // Which of the new agents it is, nobody could tell.
  if (way === undefined || connection === undefined || agent === null) {
    return (
      <span className={classes.noWay}>
        {t(way !== undefined && agent !== null ? "history.unreached" : "history.notBack")}
      </span>
    );
  }
  const when = format.dateTime(at);
  const back = async () => {
    setBusy(true);
    setFailure(undefined);
    const about = { connection, system, agent, name };
    await takeBack(client, about, entry.id, { failed: (error) => setFailure({ error }) });
    setBusy(false);
  };
  const moved = failure === undefined ? undefined : movedWords(system, failure.error);
  return (
    <>
      {way === "putBack" && (
        <Button
          size="xs"
          loading={busy}
          aria-label={t("agent.putBackOf", { when })}
          onClick={() => void back()}
        >
          {t("controls.putBack")}
        </Button>
      )}
      {way === "createAgain" && (
        <Button
          size="xs"
          loading={busy}
          aria-label={t("history.createAgainOf", { name })}
          onClick={() => void back()}
        >
          {t("history.createAgain")}
        </Button>
      )}
      {way === "delete" && system !== undefined && system.capabilities.delete && (
        <>
          <Button
            size="xs"
            variant="subtle"
            color="bad"
            aria-label={t("history.deleteCreatedOf", { name, when })}
            onClick={() => setAsking(true)}
          >
            {t("history.deleteCreated")}
          </Button>
          <DeleteDialog
            doomed={{ connection, system, agent, name }}
            created={entry.id}
            opened={asking}
            onClose={() => setAsking(false)}
          />
        </>
      )}
      {failure !== undefined && (
        <div className={classes.failure}>
          {moved !== undefined && <p className={classes.moved}>{moved}</p>}
          <ErrorNotice error={failure.error} connection={view?.connection.id} compact change />
          {moved !== undefined && (
            <Button size="xs" onClick={() => openAgent(connection, agent)}>
              {t("changes.open")}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
