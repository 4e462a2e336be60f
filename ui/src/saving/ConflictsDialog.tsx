import { Button, Modal } from "@mantine/core";
import { useId, useState } from "react";
import type { Choice, Conflict } from "../bridge";
import { useLearnedNames } from "../controls";
import { useText } from "../i18n";
import { isWorthComparing, WordDiff } from "../parts/WordDiff";
import { editedDocument } from "../session/conditions";
import type { Session } from "../session/useSession";
import { useNow } from "../window/useNow";
import { learnedPlaces } from "./changes";
import { type ConflictWords, conflictKey, conflictWords, pickOf } from "./conflicts";
import classes from "./Dialogs.module.css";
import type { Saving } from "./useSaving";

/** The same was changed by somebody else, a field or an item of a list: original, theirs and mine side by side. */
export function ConflictsDialog({ session, saving }: { readonly session: Session; readonly saving: Saving }) {
  const { t } = useText();
  const { state } = saving;
  return (
    <Modal
      opened={state.kind === "conflicts" && saving.shown}
      onClose={saving.hide}
      title={t("agent.conflictsTitle")}
      size={680}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {state.kind === "conflicts" && <Conflicts session={session} saving={saving} state={state} />}
    </Modal>
  );
}

interface ConflictsProps {
  readonly session: Session;
  readonly saving: Saving;
  readonly state: Extract<Saving["state"], { kind: "conflicts" }>;
}

function Conflicts({ session, saving, state }: ConflictsProps) {
  const { t } = useText();
  const { conflicts } = state;
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map());
  const picks = conflicts.flatMap((conflict) => {
    const choice = choices.get(conflictKey(conflict));
    return choice === undefined ? [] : [pickOf(conflict, choice)];
  });
  const open = conflicts.length - picks.length;
  // A field of which everything is left to the others is no change of mine any more.
  const theirs = new Set(
    conflicts
      .filter(({ item, member, order }) => item === null && member === null && !order)
      .filter((conflict) => choices.get(conflictKey(conflict)) === "theirs")
      .map(({ pointer }) => pointer),
  );
  const count = Object.keys(session.edits).filter((pointer) => !theirs.has(pointer)).length;
  return (
    <>
      <p className={classes.words}>{t("agent.conflictsWords")}</p>
      {conflicts.map((conflict) => (
        <ConflictCard
          key={conflictKey(conflict)}
          session={session}
          conflict={conflict}
          chosen={choices.get(conflictKey(conflict))}
          onChoose={(choice) => setChoices(new Map(choices).set(conflictKey(conflict), choice))}
        />
      ))}
      <div className={classes.actions}>
        {open > 0 && <span className={classes.left}>{t("agent.picksLeft", { count: open })}</span>}
        <Button onClick={saving.hide}>{t("common.cancel")}</Button>
        <Button variant="filled" disabled={open > 0} onClick={() => saving.savePicked(picks)}>
          {count === 0 ? t("agent.takeTheirs") : t("agent.save", { count })}
        </Button>
      </div>
    </>
  );
}

interface ConflictCardProps {
  readonly session: Session;
  readonly conflict: Conflict;
  readonly chosen: Choice | undefined;
  readonly onChoose: (choice: Choice) => void;
}

function ConflictCard({ session, conflict, chosen, onChoose }: ConflictCardProps) {
  const texts = useText();
  const { t } = texts;
  const now = useNow();
  const group = useId();
  const { system, connection } = session;
  const learnedName = useLearnedNames(connection, learnedPlaces(system, [conflict.pointer]));
  const context = { system, texts, learnedName, now };
  const { label, ...words } = conflictWords(conflict, context, editedDocument(session));
  const sides = [
    ["theirs", conflict.theirs],
    ["mine", conflict.mine],
  ] as const;
  return (
    <fieldset className={classes.conflict}>
      <legend dir="auto">{label}</legend>
      {conflict.original !== null && (
        <p className={classes.original}>
          {t("agent.original")}: <span dir="auto">{words.value(conflict.original)}</span>
        </p>
      )}
      <div className={classes.picks}>
        {sides.map(([each, value]) => (
          <PickCard key={each} choice={each} group={group} chosen={chosen} onChoose={onChoose}>
            <PickWords {...words.change(conflict.original, value)} whole={words.value(value)} />
          </PickCard>
        ))}
        {conflict.both !== null && (
          <PickCard choice="both" group={group} chosen={chosen} onChoose={onChoose}>
            <span className={classes.pickValue} dir="auto">
              {words.both(conflict.both)}
            </span>
            <span className={classes.pickPart}>{t("agent.bothMeaning")}</span>
          </PickCard>
        )}
      </div>
    </fieldset>
  );
}

type Changed = Omit<ReturnType<ConflictWords["change"]>, "before">;

const compares = (text: Changed["text"]): text is NonNullable<Changed["text"]> =>
  text !== undefined && isWorthComparing(text.before, text.after);

interface PickCardProps {
  readonly choice: Choice;
  readonly group: string;
  readonly chosen: Choice | undefined;
  readonly onChoose: (choice: Choice) => void;
  readonly children: React.ReactNode;
}

function PickCard({ choice, group, chosen, onChoose, children }: PickCardProps) {
  const { t } = useText();
  return (
    <label className={classes.pick} data-picked={chosen === choice} data-choice={choice}>
      <input type="radio" name={group} checked={chosen === choice} onChange={() => onChoose(choice)} />
      <span>
        <b>{t(`agent.${choice}`)}</b>
        {children}
      </span>
    </label>
  );
}

/** A side of a conflict: the value, or of a list what this side changed in it. */
function PickWords({ after, parts, text, whole }: Changed & { readonly whole: string }) {
  if (compares(text)) {
    return <WordDiff {...text} />;
  }
  if (parts === undefined) {
    return (
      <span className={classes.pickValue} dir="auto">
        {whole}
      </span>
    );
  }
  return (
    <>
      <span dir="auto">{after}</span>
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two entries of a list may be called the same
        <span key={at} className={classes.pickPart} dir="auto">
          {part.label}: {compares(part.text) ? <WordDiff {...part.text} /> : part.after}
        </span>
      ))}
    </>
  );
}
