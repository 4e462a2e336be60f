import { Button } from "@mantine/core";
import { CallboardFailure, type OpenChange } from "../bridge";
import { openChanges, openWords, SentNotice } from "../changes";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import { tell } from "../notices";
import { saves } from "../saving/saves";
import { connectionName } from "../start/names";
import { useConnection, useSystemOf } from "../start/startUp";
import { newAgent, openAgent } from "../window/place";
import { useNow } from "../window/useNow";
import classes from "./Unfinished.module.css";

/** A change that is not done with, with what can be done about it. */
export function OpenChangeItem({ change }: { readonly change: OpenChange }) {
  const { t, format } = useText();
  const now = useNow();
  const { connection, agent, state, kind } = change;
  const view = useConnection(connection);
  const system = useSystemOf(connection);
  const { title, meaning } = openWords(change);
  const over = state.kind === "conflicts" || state.kind === "refused" || state.kind === "failed";
  // A creation that is not done yet is on the form of a new agent.
  const to = agent ?? (kind === "created" ? newAgent : undefined);
  const open = () => {
    if (to !== undefined) {
      if (state.kind === "conflicts" || state.kind === "refused") {
        saves.show(connection, agent);
      }
      openAgent(connection, to);
    }
  };
  const began = new Date(change.beganAt);
  const where = [
    view === undefined ? undefined : connectionName(view.connection),
    system?.name,
    Number.isNaN(began.getTime()) ? undefined : format.relative(began, now),
  ].filter((part) => part !== undefined);
  return (
    <li className={classes.item} data-sent={state.kind === "sent"}>
      {state.kind === "sent" ? (
        <SentNotice change={change} />
      ) : (
        <>
          <p className={classes.title} dir="auto">
            {title}
          </p>
          {meaning !== "" && (
            <p className={classes.meaning} role={state.kind === "running" ? "status" : undefined}>
              {meaning}
            </p>
          )}
          {state.kind === "failed" && (
            <ErrorNotice error={new CallboardFailure(state.error)} connection={connection} compact change />
          )}
        </>
      )}
      <div className={classes.foot}>
        <span className={classes.where}>{where.join(" · ")}</span>
        {change.job !== null && (
          <Button
            size="xs"
            aria-label={t("changes.stopOf", { what: title })}
            onClick={() => openChanges.stop(change)}
          >
            {t("agent.stop")}
          </Button>
        )}
        {to !== undefined && view !== undefined && (
          <Button size="xs" aria-label={t("changes.openOf", { what: title })} onClick={open}>
            {t("changes.open")}
          </Button>
        )}
        {over && (
          <Button
            size="xs"
            variant="subtle"
            aria-label={t("changes.dismissOf", { what: title })}
            onClick={() => {
              saves.forget(connection, kind === "created" ? null : agent);
              void openChanges.dismiss(change.id).catch(tell.problem);
            }}
          >
            {t("changes.dismiss")}
          </Button>
        )}
      </div>
    </li>
  );
}
