import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import type { Conflict, Edits, Pointer } from "../bridge";
import { useLearnedNames, useNow, valueWords } from "../controls";
import { editedDocument } from "../controls/conditions";
import { placeAt } from "../controls/places";
import { withoutSecrets } from "../controls/recordWords";
import { anyWords } from "../controls/words";
import { useText } from "../i18n";
import { isWorthComparing, WordDiff } from "../parts/WordDiff";
import { learnedPlaces, type ShownChange, shownChange } from "./changes";
import classes from "./Dialogs.module.css";
import type { Saving } from "./useSaving";
import type { Session } from "./useSession";

export type Pick = "theirs" | "mine";

/** The edits that are left once the admin has picked: mine stay, theirs are no edits any more. */
export function editsAfterPicks(
  edits: Edits,
  conflicts: readonly Conflict[],
  picks: Readonly<Record<Pointer, Pick>>,
): Edits {
  const dropped = new Set(
    conflicts.map((conflict) => conflict.pointer).filter((pointer) => picks[pointer] === "theirs"),
  );
  return Object.fromEntries(Object.entries(edits).filter(([pointer]) => !dropped.has(pointer)));
}

/** The same fields were changed by somebody else: original, theirs and mine side by side. */
export function ConflictsDialog({ session, saving }: { readonly session: Session; readonly saving: Saving }) {
  const { t } = useText();
  const { state } = saving;
  return (
    <Modal
      opened={state.kind === "conflicts"}
      onClose={saving.dismiss}
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
  const { conflicts, fresh } = state;
  const [picks, setPicks] = useState<Readonly<Record<Pointer, Pick>>>({});
  const left = editsAfterPicks(session.edits, conflicts, picks);
  const open = conflicts.filter(({ pointer }) => picks[pointer] === undefined).length;
  const count = Object.keys(left).length;
  return (
    <>
      <p className={classes.words}>{t("agent.conflictsWords")}</p>
      {conflicts.map((conflict) => (
        <ConflictCard
          key={conflict.pointer}
          session={session}
          conflict={conflict}
          pick={picks[conflict.pointer]}
          onPick={(pick) => setPicks({ ...picks, [conflict.pointer]: pick })}
        />
      ))}
      <div className={classes.actions}>
        {open > 0 && <span className={classes.left}>{t("agent.picksLeft", { count: open })}</span>}
        <Button onClick={saving.dismiss}>{t("common.cancel")}</Button>
        <Button variant="filled" disabled={open > 0} onClick={() => saving.savePicked(fresh, left)}>
          {count === 0 ? t("agent.takeTheirs") : t("agent.save", { count })}
        </Button>
      </div>
    </>
  );
}

interface ConflictCardProps {
  readonly session: Session;
  readonly conflict: Conflict;
  readonly pick: Pick | undefined;
  readonly onPick: (pick: Pick) => void;
}

function ConflictCard({ session, conflict, pick, onPick }: ConflictCardProps) {
  const texts = useText();
  const { t } = texts;
  const now = useNow();
  const { system, connection } = session;
  const place = placeAt(system, conflict.pointer, texts, editedDocument(session));
  const learnedName = useLearnedNames(connection, learnedPlaces(system, [conflict.pointer]));
  const context = { system, texts, learnedName, now };
  const { label, field } = place;
  const words = (value: Conflict["mine"]) =>
    field === undefined ? anyWords(withoutSecrets(value, context), texts) : valueWords(field, value, context);
  const choices = [
    ["theirs", conflict.theirs],
    ["mine", conflict.mine],
  ] as const;
  return (
    <fieldset className={classes.conflict}>
      <legend>{label}</legend>
      <p className={classes.original}>
        {t("agent.original")}: <span dir="auto">{words(conflict.original)}</span>
      </p>
      <div className={classes.picks}>
        {choices.map(([each, value]) => (
          <label key={each} className={classes.pick} data-picked={pick === each}>
            <input
              type="radio"
              name={conflict.pointer}
              checked={pick === each}
              onChange={() => onPick(each)}
            />
            <span>
              <b>{t(each === "mine" ? "agent.mine" : "agent.theirs")}</b>
              <PickWords
                {...shownChange({ ...conflict, before: conflict.original, after: value }, context)}
                whole={words(value)}
              />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const compares = (text: ShownChange["text"]): text is NonNullable<ShownChange["text"]> =>
  text !== undefined && isWorthComparing(text.before, text.after);

/** A side of a conflict: the value, or of a list what this side changed in it. */
function PickWords({ after, parts, text, whole }: ShownChange & { readonly whole: string }) {
  if (compares(text)) {
    return <WordDiff {...text} />;
  }
  if (parts === undefined) {
    return <span dir="auto">{whole}</span>;
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
