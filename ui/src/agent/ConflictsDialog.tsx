import { Button, Modal } from "@mantine/core";
import { useId, useState } from "react";
import type { Choice, Conflict, Pick as ConflictPick, Edits, FieldDescription, Pointer } from "../bridge";
import { useLearnedNames, useNow, valueWords } from "../controls";
import { editedDocument } from "../controls/conditions";
import { type Place, placeAt } from "../controls/places";
import { withoutSecrets } from "../controls/recordWords";
import { anyWords, fieldLabel, readableKey, type WordsContext } from "../controls/words";
import { useText } from "../i18n";
import { learnedPlaces, type ShownChange, shownChange } from "./changes";
import classes from "./Dialogs.module.css";
import { segments } from "./edits";
import type { Saving } from "./useSaving";
import type { Session } from "./useSession";

const keyOf = ({ pointer, item, member, order }: Conflict) =>
  JSON.stringify([pointer, item?.identity ?? null, member, order]);

/** The answers as the core reads them. */
export function picksOf(
  conflicts: readonly Conflict[],
  choices: Readonly<Record<string, Choice>>,
): ConflictPick[] {
  return conflicts.flatMap((conflict) => {
    const choice = choices[keyOf(conflict)];
    const { pointer, item, member, theirs } = conflict;
    return choice === undefined
      ? []
      : [{ pointer, identity: item?.identity ?? null, member, theirs, choice }];
  });
}

/** How many edits are left: a field of which everything shall be theirs is none any more. */
function countLeft(edits: Edits, picks: readonly ConflictPick[]): number {
  const dropped = (pointer: Pointer) => {
    const answers = picks.filter((pick) => pick.pointer === pointer);
    return answers.length > 0 && answers.every(({ choice }) => choice === "theirs");
  };
  return Object.keys(edits).filter((pointer) => !dropped(pointer)).length;
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
  const { conflicts } = state;
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const picks = picksOf(conflicts, choices);
  const open = conflicts.length - picks.length;
  const count = countLeft(session.edits, picks);
  return (
    <>
      <p className={classes.words}>{t("agent.conflictsWords")}</p>
      {conflicts.map((conflict) => (
        <ConflictCard
          key={keyOf(conflict)}
          session={session}
          conflict={conflict}
          pick={choices[keyOf(conflict)]}
          onPick={(choice) => setChoices({ ...choices, [keyOf(conflict)]: choice })}
        />
      ))}
      <div className={classes.actions}>
        {open > 0 && <span className={classes.left}>{t("agent.picksLeft", { count: open })}</span>}
        <Button onClick={saving.dismiss}>{t("common.cancel")}</Button>
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
  readonly pick: Choice | undefined;
  readonly onPick: (choice: Choice) => void;
}

function ConflictCard({ session, conflict, pick, onPick }: ConflictCardProps) {
  const texts = useText();
  const { t } = texts;
  const now = useNow();
  const { system, connection } = session;
  const place = placeAt(system, conflict.pointer, texts, editedDocument(session));
  const learnedName = useLearnedNames(connection, learnedPlaces(system, [conflict.pointer]));
  const context = { system, texts, learnedName, now };
  const whole = conflict.item === null && conflict.member === null && !conflict.order;
  const label = labelOf(conflict, place, context);
  const field = whole || conflict.order ? place.field : innerField(conflict, place);
  const words = (value: Conflict["mine"]) => {
    if (value === null && !whole) {
      return t("agent.takenOut");
    }
    return field === undefined
      ? anyWords(withoutSecrets(value, context), texts)
      : valueWords(field, value, context);
  };
  const choices: readonly (readonly [Choice, Conflict["mine"]])[] = [
    ["theirs", conflict.theirs],
    ["mine", conflict.mine],
    ...(conflict.both === null ? [] : [["both", conflict.both] as const]),
  ];
  const name = useId();
  const named = { mine: "agent.mine", theirs: "agent.theirs", both: "agent.both" } as const;
  return (
    <fieldset className={classes.conflict}>
      <legend>{label}</legend>
      <p className={classes.original}>
        {t("agent.original")}: <span dir="auto">{words(conflict.original)}</span>
      </p>
      <div className={classes.picks}>
        {choices.map(([each, value]) => (
          <label key={each} className={classes.pick} data-picked={pick === each}>
            <input type="radio" name={name} checked={pick === each} onChange={() => onPick(each)} />
            <span>
              <b>{t(named[each])}</b>
              {whole ? (
                <PickWords
                  {...shownChange({ ...conflict, before: conflict.original, after: value }, context)}
                  whole={words(value)}
                />
              ) : (
                <span dir="auto">{words(value)}</span>
              )}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The field within a record that a conflict is about. */
function innerField({ item, member }: Conflict, { field }: Place): FieldDescription | undefined {
  return item !== null && field?.control.kind === "records"
    ? field.control.fields.find((each) => each.pointer === member)
    : undefined;
}

/** By the name of the field, of the item and of the member in it. */
function labelOf(conflict: Conflict, place: Place, { system, texts }: WordsContext): string {
  const { item, member, order } = conflict;
  const inner = innerField(conflict, place);
  const within = member === null ? undefined : readableKey(segments(member).at(-1) ?? "");
  const parts = [
    place.label,
    ...(item === null ? [] : [anyWords(withoutSecrets(item.shown, { system, texts }), texts)]),
    ...(inner === undefined ? [within] : [fieldLabel(system, inner, texts)]),
  ].filter((part) => part !== undefined);
  const label = parts.join(" · ");
  return order ? texts.t("agent.orderOf", { label }) : label;
}

/** A side of a conflict: the value, or of a list what this side changed in it. */
function PickWords({ after, parts, whole }: ShownChange & { readonly whole: string }) {
  if (parts === undefined) {
    return <span dir="auto">{whole}</span>;
  }
  return (
    <>
      <span dir="auto">{after}</span>
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two entries of a list may be called the same
        <span key={at} className={classes.pickPart} dir="auto">
          {part.label}: {part.after}
        </span>
      ))}
    </>
  );
}
