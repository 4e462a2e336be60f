/** One field: label, the control of its kind, hint or error, and the mark of a change with the way back. */

import { ActionIcon, Button, Tooltip } from "@mantine/core";
import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import IconInfoCircle from "@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs";
import { type ComponentType, memo, type ReactNode, useId, useState } from "react";
import type { Control, FieldDescription, JsonValue } from "../bridge";
import { isMessageId, useText } from "../i18n";
import { isNeeded } from "../session/conditions";
import { isEditable, liesWithin } from "../session/edits";
import { holdsMaskedPart } from "../session/masked";
import type { AgentSession, SectionProps } from "../session/session";
import { isTyping, unfinished, useIsUnfinished } from "../session/unfinished";
import { useNow } from "../window/useNow";
import { ChipsControl } from "./ChipsControl";
import { type ControlProps, fits } from "./control";
import classes from "./controls.module.css";
import { DurationControl } from "./DurationControl";
import { useFieldSession } from "./fieldSession";
import { findingWords } from "./findings";
import { JsonControl } from "./JsonControl";
import { JsonSchemaControl } from "./JsonSchemaControl";
import { LinesControl } from "./LinesControl";
import { LongTextControl } from "./LongTextControl";
import { NumberControl } from "./NumberControl";
import { PairsControl } from "./PairsControl";
import { PhoneControl } from "./PhoneControl";
import { ChoiceControl, CountryControl, LanguageControl, ReferenceControl } from "./pickers";
import { RecordsControl } from "./RecordsControl";
import { SecretControl } from "./SecretControl";
import { ShownValue } from "./ShownValue";
import { SkillsControl } from "./SkillsControl";
import { SwitchControl } from "./SwitchControl";
import { TextControl } from "./TextControl";
import { TimeZoneControl } from "./TimeZoneControl";
import { useLearnedNames } from "./useLearned";
import { fieldLabel, valueWords, type WordsContext } from "./words";

interface FieldProps {
  readonly session: AgentSession;
  readonly field: FieldDescription;
  /** Draws more below the control, such as until when a state lasts. */
  readonly extra?: ComponentType<{ readonly session: AgentSession; readonly field: FieldDescription }>;
  /** Whether a missing value is said before anybody has typed: after a save was tried. */
  readonly tried?: boolean;
  /** Draws the field of the agent's picture. Where none is given, the picture is only said. */
  readonly picture?: ComponentType<SectionProps>;
}

const wide: ReadonlySet<Control["kind"]> = new Set([
  "longText",
  "secret",
  "records",
  "json",
  "jsonSchema",
  "pairs",
  "skills",
  "chips",
  "duration",
  "avatar",
  "drops",
  "schedule",
  "holidays",
]);

/** Drawn as a group of several controls, which carries the name itself. */
const groups: ReadonlySet<Control["kind"]> = new Set(["records", "pairs", "jsonSchema"]);

/** Drawn again only when something it shows has changed. */
export function Field({ session, ...more }: FieldProps) {
  return <DrawnField session={useFieldSession(session, more.field.pointer)} {...more} />;
}

const DrawnField = memo(function DrawnField({
  session,
  field,
  extra: Extra,
  tried = false,
  picture,
}: FieldProps) {
  const texts = useText();
  const { t } = texts;
  const id = useId();
  const { pointer, control } = field;
  const [replacing, setReplacing] = useState(false);
  const label = fieldLabel(session.system, field, texts);
  const value = session.value(pointer);
  const here = `${session.within ?? ""}${pointer}`;
  const halfTyped = useIsUnfinished(session.connection, session.agent, here);
  const edited = session.isEdited(pointer) || halfTyped;
  const editable = isEditable(field, session.agent === null);
  const needed = isNeeded(session, field);
  const said = session.findings.filter(
    (finding) =>
      // What is said inside a record stands at the field in there.
      (control.kind === "records" ? finding.pointer === pointer : liesWithin(finding.pointer, pointer)) &&
      (finding.code !== "required" || edited || tried) &&
      !isTyping(finding),
  );
  const errors = said.filter((finding) => finding.severity === "error");
  const warnings = said.filter((finding) => finding.severity === "warning");
  const error =
    errors.length === 0 ? undefined : errors.map((each) => findingWords(each, texts, field)).join(" ");
  const odd = editable && !replacing && !edited && !fits(control, value);

  const hint = (
    <>
      {hintOf(session, field, texts)}
      {control.kind !== "switch" && field.preset !== null && isEmpty(value) && (
        <span className={classes.preset}>
          {t("forms.ifEmpty", { value: valueWords(field, field.preset, { system: session.system, texts }) })}
        </span>
      )}
      {Extra !== undefined && <Extra session={session} field={field} />}
      {holdsMaskedPart(value) && <span className={classes.preset}>{t("forms.jsonSecrets")}</span>}
      {warnings.map((each) => (
        <span key={`${each.code}${each.pointer}`} className={classes.warning}>
          <IconInfoCircle size={14} stroke={1.75} aria-hidden />
          {findingWords(each, texts, field)}
        </span>
      ))}
    </>
  );
  return (
    <div
      className={classes.field}
      data-wide={wide.has(control.kind)}
      data-kind={control.kind}
      data-pointer={here}
      data-edited={edited}
    >
      <div className={classes.head}>
        {editable && !odd && !groups.has(control.kind) ? (
          <label htmlFor={id} className={classes.label}>
            {label}
          </label>
        ) : (
          <span className={classes.label}>{label}</span>
        )}
        {editable && needed && <span className={classes.required}>{t("controls.requiredMark")}</span>}
        {edited && (
          <>
            <i className={classes.dot} aria-hidden />
            <Tooltip label={t("controls.putBack")}>
              <ActionIcon
                size={24}
                data-put-back=""
                className={classes.putBack}
                aria-label={t("controls.putBackField", { field: label })}
                onClick={() => {
                  unfinished.forget(session.connection, session.agent, here);
                  session.revert(pointer);
                  setReplacing(false);
                  requestAnimationFrame(() => document.getElementById(id)?.focus());
                }}
              >
                <IconArrowBackUp size={16} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          </>
        )}
      </div>
      {!editable ? (
        <ReadOnly session={session} field={field} label={label} />
      ) : odd ? (
        <OddValue
          words={valueWords(field, value, { system: session.system, texts })}
          label={label}
          onReplace={() => {
            setReplacing(true);
            requestAnimationFrame(() => document.getElementById(id)?.focus());
          }}
        />
      ) : (
        <OneOf
          session={session}
          field={field}
          control={control}
          id={id}
          label={label}
          value={fits(control, value) ? value : null}
          onChange={(next) => session.edit(pointer, next)}
          hint={hint}
          error={error}
          tried={tried}
          picture={picture}
        />
      )}
    </div>
  );
});

/** The control of the field's kind. Hours, holidays and drops have sections of their own and are only said here. */
function OneOf({
  control,
  picture: Picture,
  ...props
}: ControlProps & Pick<FieldProps, "picture">): ReactNode {
  switch (control.kind) {
    case "longText":
      return <LongTextControl {...props} control={control} />;
    case "text":
    case "email":
    case "url":
      return <TextControl {...props} control={control} />;
    case "number":
      return <NumberControl {...props} control={control} />;
    case "duration":
      return <DurationControl {...props} control={control} />;
    case "switch":
      return <SwitchControl {...props} control={control} />;
    case "choice":
      return <ChoiceControl {...props} control={control} />;
    case "chips":
      return <ChipsControl {...props} control={control} />;
    case "lines":
      return <LinesControl {...props} control={control} />;
    case "reference":
      return <ReferenceControl {...props} control={control} />;
    case "phone":
      return <PhoneControl {...props} control={control} />;
    case "timeZone":
      return <TimeZoneControl {...props} control={control} />;
    case "country":
      return <CountryControl {...props} control={control} />;
    case "language":
      return <LanguageControl {...props} control={control} />;
    case "skills":
      return <SkillsControl {...props} control={control} />;
    case "secret":
      return <SecretControl {...props} control={control} />;
    case "records":
      return <RecordsControl {...props} control={control} />;
    case "json":
      return <JsonControl {...props} control={control} />;
    case "jsonSchema":
      return <JsonSchemaControl {...props} control={control} />;
    case "pairs":
      return <PairsControl {...props} control={control} />;
    case "avatar":
      return Picture === undefined ? (
        <ReadOnly session={props.session} field={props.field} label={props.label} />
      ) : (
        <Picture session={props.session} />
      );
    case "schedule":
    case "holidays":
    case "drops":
    case "moment":
    case "shown":
      return <ReadOnly session={props.session} field={props.field} label={props.label} />;
  }
}

function ReadOnly({ session, field, label }: Pick<FieldProps, "session" | "field"> & { label: string }) {
  const texts = useText();
  const now = useNow();
  const { control } = field;
  const learned = "learned" in control && control.learned !== null ? [control.learned] : [];
  const learnedName = useLearnedNames(session.connection, learned);
  const context: WordsContext = { system: session.system, texts, learnedName, now };
  // A moment says all there is by its label.
  const hint = control.kind === "moment" ? undefined : hintOf(session, field, texts);
  return (
    <>
      <ShownValue field={field} label={label} value={session.value(field.pointer)} context={context} />
      {hint !== undefined && <p className={classes.shownHint}>{hint}</p>}
    </>
  );
}

function isEmpty(value: JsonValue): boolean {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** A value of another form than expected: shown and kept, and replaced only when asked. */
function OddValue({
  words,
  label,
  onReplace,
}: {
  readonly words: string;
  readonly label: string;
  readonly onReplace: () => void;
}) {
  const { t } = useText();
  return (
    <div className={classes.odd}>
      <span className={classes.oddValue} dir="auto">
        {words}
      </span>
      <Button size="xs" aria-label={t("controls.replaceValue", { field: label })} onClick={onReplace}>
        {t("controls.replace")}
      </Button>
      <p className={classes.shownHint}>{t("controls.oddValue")}</p>
    </div>
  );
}

function hintOf(session: AgentSession, field: FieldDescription, { t }: ReturnType<typeof useText>) {
  const key = `${session.system.id}.field.${field.key}.hint`;
  return isMessageId(key) ? t(key) : undefined;
}
