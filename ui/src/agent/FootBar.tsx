import { Button, Tooltip } from "@mantine/core";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import { useState } from "react";
import { keysText } from "../actions/keys";
import { nameOf } from "../agents/words";
import { SentNotice } from "../changes";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import { tell } from "../notices";
import { ConfirmDialog } from "../parts/ConfirmDialog";
import type { Saving } from "../saving/useSaving";
import { drafts, useDraftFailure } from "../session/drafts";
import { nameOnScreen } from "../session/names";
import { isTyping, unfinished } from "../session/unfinished";
import type { Session } from "../session/useSession";
import classes from "./FootBar.module.css";

interface FootBarProps {
  readonly session: Session;
  readonly saving: Saving;
  /** Whether there is something to save; without it only what was sent before is told. */
  readonly unsaved: boolean;
  readonly onSave: () => void;
  readonly onReview: () => void;
  readonly onDiscarded: () => void;
}

/** Appears with the first edit: how much is changed, and what can be done about it. */
export function FootBar({ session, saving, unsaved, onSave, onReview, onDiscarded }: FootBarProps) {
  const { t } = useText();
  const { state, stage } = saving;
  const count = Object.keys(session.edits).length;
  const creating = session.agent === null;
  const failure = useDraftFailure();
  const blocked = session.findings.filter(
    (finding) =>
      finding.severity === "error" && !(creating && finding.code === "required") && !isTyping(finding),
  ).length;
  const discard = () => {
    const before = session.edits;
    const typed = unfinished.of(session.connection, session.agent);
    unfinished.forget(session.connection, session.agent, "");
    session.dispatch({ kind: "replaceEdits", edits: {} });
    saving.dismiss();
    onDiscarded();
    tell.information(t("agent.discarded", { count }), undefined, {
      label: t("agent.undo"),
      run: () => {
        unfinished.restore(session.connection, session.agent, typed);
        restore(session, before);
      },
    });
  };
  return (
    <div className={classes.foot}>
      {state.kind === "failed" && (
        <div className={classes.failure}>
          <ErrorNotice error={state.error} connection={session.connection} onRetry={onSave} compact change />
        </div>
      )}
      {state.kind === "gone" && <Gone session={session} saving={saving} />}
      {saving.sent.map((change) => (
        <div key={change.id} className={classes.failure}>
          <SentNotice change={change} />
          {saving.blocked && <p className={classes.blockedWhy}>{t("changes.createBlocked")}</p>}
        </div>
      ))}
      {(state.kind === "conflicts" || state.kind === "refused") && !saving.shown && (
        <div className={classes.failure} role="status">
          <div className={classes.waits}>
            <IconAlertTriangle size={18} stroke={1.5} aria-hidden />
            <p>{t(state.kind === "conflicts" ? "changes.conflictsWait" : "changes.refusedWait")}</p>
            <Button size="xs" onClick={state.kind === "conflicts" ? saving.show : onReview}>
              {t(state.kind === "conflicts" ? "changes.choose" : "agent.review")}
            </Button>
          </div>
        </div>
      )}
      {failure !== undefined && (
        <div className={classes.failure}>
          <p className={classes.notKept}>{t("agent.notKept")}</p>
          <ErrorNotice error={failure} onRetry={() => retryKeeping(session)} compact />
        </div>
      )}
      {(unsaved || state.kind === "saving") && (
        <section className={classes.bar} aria-label={t("agent.unsaved")}>
          {state.kind === "saving" ? (
            <p className={classes.words} role="status">
              <b>
                {state.waiting
                  ? t("agent.waiting")
                  : creating
                    ? t("changes.creatingRuns", { name: nameOf({ name: nameOnScreen(session) }) })
                    : t("agent.saving")}
              </b>
              {stage !== undefined && !state.waiting && (
                <span>{t(stage === "waits" ? "changes.waits" : `changes.stage.${stage}`)}</span>
              )}
            </p>
          ) : (
            <p className={classes.words}>
              <b>{t("agent.changes", { count })}</b>
              <span>{failure === undefined && count > 0 && t("agent.kept")}</span>
            </p>
          )}
          {blocked > 0 && state.kind !== "saving" && (
            <button type="button" className={classes.blocked} onClick={onReview}>
              <IconAlertTriangle size={16} stroke={1.5} aria-hidden />
              {t("agent.toPutRight", { count: blocked })}
            </button>
          )}
          <div className={classes.actions}>
            {state.kind === "saving" ? (
              saving.stoppable && <Button onClick={saving.stop}>{t("agent.stop")}</Button>
            ) : (
              <>
                <Button variant="subtle" onClick={discard}>
                  {t("agent.discard")}
                </Button>
                <Button onClick={onReview}>{t("agent.review")}</Button>
              </>
            )}
            <Tooltip label={keysText("save")}>
              <Button
                variant="filled"
                loading={state.kind === "saving"}
                disabled={saving.blocked}
                onClick={onSave}
              >
                {creating ? t("agent.create") : t("agent.save", { count })}
              </Button>
            </Tooltip>
          </div>
        </section>
      )}
    </div>
  );
}

/** Back come the edits, on the page if it is still the same, else as the agent's draft. */
function restore(session: Session, edits: Session["edits"]): void {
  drafts.keep(session.connection, session.agent, session.base, edits);
  session.dispatch({ kind: "replaceEdits", edits });
}

function retryKeeping(session: Session): void {
  drafts.keep(session.connection, session.agent, session.base, session.edits);
}

/** The agent was deleted meanwhile. Nothing on screen is lost: it can become a new agent. */
function Gone({ session, saving }: Pick<FootBarProps, "session" | "saving">) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  const name = session.record?.summary.name ?? "";
  return (
    <div className={classes.failure} role="alert">
      <div className={classes.gone}>
        <IconAlertTriangle size={18} stroke={1.5} aria-hidden />
        <div>
          <p>
            <b>{t("agent.goneTitle", { name })}</b>
          </p>
          <p>{t("agent.goneWords")}</p>
          <Button
            size="xs"
            onClick={() =>
              drafts.of(session.connection, null) === undefined ? saving.createAgain() : setAsking(true)
            }
          >
            {t("agent.createFromScreen")}
          </Button>
        </div>
      </div>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t("agent.replaceUnfinished")}
        action={t("agent.replaceIt")}
        onConfirm={async () => saving.createAgain()}
      >
        <p>{t("agent.unfinishedNew")}</p>
      </ConfirmDialog>
    </div>
  );
}
