import { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useAction } from "../actions/registry";
import { nameOf } from "../agents/words";
import { historySection, useSectionName } from "../controls/SectionHead";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import { failureOnArrival, forgetFailure } from "../saving/arrival";
import { ConflictsDialog } from "../saving/ConflictsDialog";
import { ReviewDialog } from "../saving/ReviewDialog";
import { useSaving } from "../saving/useSaving";
import { editedSections, isEditable } from "../session/edits";
import { focusField } from "../session/focus";
import { useUnfinishedFindings } from "../session/unfinished";
import { onlyFieldsOf, UnreadContext } from "../session/unread";
import { useLive } from "../session/useLive";
import { type Beginning, type Session, useSession } from "../session/useSession";
import { AgentHeader } from "./AgentHeader";
import classes from "./AgentPage.module.css";
import { FootBar } from "./FootBar";
import { HistorySection } from "./HistorySection";
import { SectionNav } from "./SectionNav";
import { SectionView } from "./SectionView";

interface AgentEditorProps {
  readonly beginning: Beginning;
  readonly section: string | undefined;
  readonly onSection: (section: string) => void;
}

/** The sections a page has: those with something to show, and the history of what exists. */
export function sectionsOf({ system, agent }: Pick<Session, "system" | "agent">): string[] {
  const shown = system.sections.filter(
    (section) =>
      agent !== null ||
      section.groups.some((group) =>
        group.fields.some(
          (field) =>
            isEditable(field, true) && field.control.kind !== "drops" && field.control.kind !== "avatar",
        ),
      ),
  );
  return [...shown.map((section) => section.id), ...(agent === null ? [] : [historySection])];
}

/** Saving by key happens in the middle of a field: what is typed there counts as if it had been left. */
function settleField(): void {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement && field.closest("[data-section-main]") !== null) {
    flushSync(() => field.blur());
    // A list that opens with the focus stays closed.
    if (field.getAttribute("aria-haspopup") === null) {
      field.focus();
    }
  }
}

export function AgentEditor({ beginning, section, onSection }: AgentEditorProps) {
  const { t } = useText();
  const whole = useSession(beginning);
  const unread = useContext(UnreadContext);
  const [drafted] = useState(() => Object.keys(whole.edits));
  const unfinished = useUnfinishedFindings(whole.connection, whole.agent);
  const session = useMemo(() => {
    const places = [...drafted, ...Object.keys(whole.edits), ...unfinished.map(({ pointer }) => pointer)];
    return unread === undefined ? whole : { ...whole, system: onlyFieldsOf(whole.system, places) };
  }, [whole, unread, drafted, unfinished]);
  const saving = useSaving(session);
  const [reviewing, setReviewing] = useState(false);
  const [tried, setTried] = useState(false);
  const main = useRef<HTMLElement>(null);
  useLive(session);

  const sections = sectionsOf(session);
  const current = sections.find((id) => id === section) ?? sections[0] ?? historySection;
  const described = session.system.sections.find((each) => each.id === current);
  const edited = Object.keys(session.edits).length > 0;
  const { state } = saving;
  const halfTyped = unfinished.length > 0;
  const unsaved = edited || halfTyped;
  const save = () => {
    setTried(true);
    // What is half typed is no edit yet: saving the rest would look as if it had been saved, too.
    if (halfTyped) {
      setReviewing(true);
    } else {
      saving.save();
    }
  };
  const latestSave = useRef(save);
  useLayoutEffect(() => {
    latestSave.current = save;
  });
  const saveByKey = () => {
    settleField();
    latestSave.current();
  };
  // What is typed in a field becomes an edit only as the key is pressed.
  useAction("save", saveByKey, { listed: unsaved });

  // What was refused is shown where it can be put right.
  useEffect(() => {
    if (state.kind === "refused" && saving.shown) {
      setReviewing(true);
    }
  }, [state.kind, saving.shown]);
  // A section begins at its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the section is the reason to scroll
  useEffect(() => {
    main.current?.scrollTo?.({ top: 0 });
  }, [current]);

  const jump = (pointer: string, to: string) => {
    setReviewing(false);
    if (to !== "" && to !== current) {
      onSection(to);
    }
    focusField(pointer);
  };
  const arrival = session.agent === null ? undefined : failureOnArrival(session.connection, session.agent);
  const creating = session.agent === null;
  const sectionName = useSectionName(session.system);
  return (
    <div className={classes.page} data-foot={unsaved || saving.sent.length > 0}>
      <AgentHeader session={session} onHistory={() => onSection(historySection)} />
      <div className={classes.body} inert={creating && state.kind === "saving"}>
        <SectionNav
          session={session}
          sections={sections}
          current={current}
          edited={editedSections(session.system, [
            ...Object.keys(session.edits),
            ...unfinished.map(({ pointer }) => pointer),
          ])}
          onChange={onSection}
        />
        <section
          ref={main}
          data-section-main=""
          tabIndex={-1}
          className={classes.main}
          aria-label={sectionName(current)}
        >
          {arrival !== undefined && session.agent !== null && edited && (
            <div className={classes.notice}>
              <p>
                {t("agent.partlyCreated", {
                  name: session.record === null ? "" : nameOf(session.record.summary),
                })}
              </p>
              <ErrorNotice
                change
                error={arrival}
                connection={session.connection}
                onRetry={() => {
                  if (session.agent !== null) {
                    forgetFailure(session.connection, session.agent);
                  }
                  save();
                }}
              />
            </div>
          )}
          {unread !== undefined && (
            <div className={classes.notice}>
              <p>
                {t("agent.unreadTitle", { name: nameOf(session.record?.summary ?? { name: "" }) })}.{" "}
                {t("agent.unreadWords")}
              </p>
              <ErrorNotice
                error={unread.error}
                connection={session.connection}
                onRetry={unread.again}
                compact
              />
            </div>
          )}
          {described === undefined ? (
            <HistorySection session={session} />
          ) : (
            <SectionView session={session} section={described} tried={tried} />
          )}
        </section>
      </div>
      {(unsaved || state.kind === "saving" || saving.sent.length > 0) && (
        <FootBar
          session={session}
          saving={saving}
          unsaved={unsaved}
          onSave={save}
          onReview={() => setReviewing(true)}
          onDiscarded={() => setTried(false)}
        />
      )}
      <ReviewDialog
        session={session}
        saving={saving}
        opened={reviewing && unsaved}
        onClose={() => setReviewing(false)}
        onSave={() => {
          setReviewing(false);
          save();
        }}
        onJump={jump}
      />
      <ConflictsDialog session={session} saving={saving} />
    </div>
  );
}
