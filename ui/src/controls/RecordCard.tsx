import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconArrowDown from "@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs";
import IconArrowUp from "@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs";
import IconChevronDown from "@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs";
import IconCopy from "@tabler/icons-react/dist/esm/icons/IconCopy.mjs";
import IconDots from "@tabler/icons-react/dist/esm/icons/IconDots.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { flushSync } from "react-dom";
import type { FieldDescription } from "../bridge";
import type { Members } from "../bridge/members";
import { useText } from "../i18n";
import { allHold } from "../session/conditions";
import { isEditable, liesWithin } from "../session/edits";
import { onFocusField } from "../session/focus";
import type { AgentSession } from "../session/session";
import type { ControlOf } from "./control";
import { Field } from "./Field";
import classes from "./forms.module.css";
import { type RecordPlace, recordSession } from "./recordSession";
import { titleOf } from "./records";
import { fieldLabel, valueWords } from "./words";

interface RecordCardProps {
  readonly recordKey: string;
  readonly session: AgentSession;
  readonly control: ControlOf<"records">;
  readonly place: RecordPlace;
  readonly record: Members;
  readonly count: number;
  /** "Prompt 2". */
  readonly item: string;
  /** With its title, for those who hear it. */
  readonly name: string;
  readonly opened: boolean;
  readonly tried: boolean | undefined;
  readonly onOpen: (opened: boolean) => void;
  readonly onMove: (to: number) => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
}

export function RecordCard(props: RecordCardProps) {
  const { session, control, place, record, count, item, name, opened, onOpen, onMove } = props;
  const { t } = useText();
  const body = useId();
  const inside = recordSession(session, place);
  const here = inside.within ?? "";
  const wrong = inside.findings.some((finding) => finding.severity === "error");
  const title = titleOf(control, record);
  const line = useLine(inside, control);

  // Somebody is on the way to a field in here.
  useEffect(
    () =>
      onFocusField((pointer) => {
        if (pointer !== here && liesWithin(pointer, here)) {
          flushSync(() => onOpen(true));
        }
      }),
    [here, onOpen],
  );
  const keys = (event: KeyboardEvent) => {
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      onMove(place.at + (event.key === "ArrowUp" ? -1 : 1));
    }
  };
  return (
    <section
      className={classes.card}
      aria-label={name}
      data-opened={opened}
      data-record={props.recordKey}
      data-new={place.origin === null && session.agent !== null}
    >
      <div className={classes.cardHead}>
        <button
          type="button"
          className={classes.cardToggle}
          aria-expanded={opened}
          aria-controls={body}
          aria-description={t("forms.moveKeys")}
          onKeyDown={keys}
          onClick={() => onOpen(!opened)}
        >
          <IconChevronDown size={16} stroke={1.5} className={classes.chevron} aria-hidden />
          <span className={classes.cardWords}>
            <span className={classes.cardTitle} dir="auto">
              {title ?? item}
              {title !== undefined && (
                <>
                  {" "}
                  <span className={classes.cardNumber}>{item}</span>
                </>
              )}
            </span>{" "}
            {!opened && (
              <span className={classes.cardLine} dir="auto">
                {line ?? t("forms.emptyEntry")}
              </span>
            )}
          </span>
          {wrong && !opened && (
            <IconAlertTriangle size={16} stroke={1.5} className={classes.wrong} aria-hidden />
          )}
        </button>
        <div className={classes.cardActions}>
          <MoveButton up name={name} disabled={place.at === 0} onClick={() => onMove(place.at - 1)} />
          <MoveButton name={name} disabled={place.at === count - 1} onClick={() => onMove(place.at + 1)} />
          <Menu position="bottom-end">
            <Menu.Target>
              <Tooltip label={t("common.more")}>
                <ActionIcon size={28} aria-label={t("forms.moreFor", { item: name })}>
                  <IconDots size={18} stroke={1.5} />
                </ActionIcon>
              </Tooltip>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconCopy size={16} stroke={1.5} />} onClick={props.onDuplicate}>
                {t("forms.duplicate")}
              </Menu.Item>
              <Menu.Item
                className={classes.destructive}
                leftSection={<IconTrash size={16} stroke={1.5} />}
                onClick={props.onRemove}
              >
                {t("forms.remove")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </div>
      <div id={body} hidden={!opened} data-record-body="">
        {opened && <RecordFields session={inside} fields={control.fields} tried={props.tried} />}
      </div>
    </section>
  );
}

interface MoveButtonProps {
  readonly up?: boolean;
  readonly name: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function MoveButton({ up = false, name, disabled, onClick }: MoveButtonProps) {
  const { t } = useText();
  const label = t(up ? "forms.moveUp" : "forms.moveDown", { item: name });
  const Icon = up ? IconArrowUp : IconArrowDown;
  return (
    <Tooltip label={`${label} · Alt ${up ? "↑" : "↓"}`}>
      <ActionIcon
        size={28}
        aria-label={label}
        // The focus stays where it is at the end of the list, too.
        aria-disabled={disabled}
        className={classes.move}
        onClick={disabled ? undefined : onClick}
      >
        <Icon size={16} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}

/** The first thing a closed card has to say beside its title. */
function useLine(session: AgentSession, { fields, title }: ControlOf<"records">): string | undefined {
  const texts = useText();
  const said = fields
    .filter((field) => field.pointer !== title && !isDeep(field))
    .map((field) => ({ field, value: session.value(field.pointer) }))
    .filter(({ value }) => value !== null && value !== "" && typeof value !== "object")
    .map(({ field, value }) => ({
      field,
      words: valueWords(field, value, { system: session.system, texts }),
    }));
  // A role or a kind says little alone: it stands before the text.
  const [first] = said;
  const short = first?.field.control.kind === "choice" ? first : undefined;
  const long = said.find(({ field }) => field.control.kind === "longText");
  const parts = [short?.words, (long ?? said.find((each) => each !== short))?.words].filter(
    (words) => words !== undefined,
  );
  return parts.length === 0 ? undefined : parts.join(" · ").replace(/\s+/g, " ").slice(0, 240);
}

/** What most people never touch: raw values, and what lies deeper in the record. */
function isDeep({ control, pointer }: FieldDescription): boolean {
  return (
    control.kind === "json" ||
    control.kind === "jsonSchema" ||
    control.kind === "shown" ||
    control.kind === "secret" ||
    pointer.indexOf("/", 1) > 0
  );
}

interface RecordFieldsProps {
  readonly session: AgentSession;
  readonly fields: readonly FieldDescription[];
  readonly tried: boolean | undefined;
}

function RecordFields({ session, fields, tried }: RecordFieldsProps) {
  const texts = useText();
  const { t } = texts;
  const id = useId();
  const shown = fields.filter(
    (field) =>
      allHold(field.shownWhen, session) &&
      (isEditable(field, session.agent === null) || session.value(field.pointer) !== null),
  );
  const usual = shown.filter((field) => !isDeep(field));
  const deep = shown.filter(isDeep);
  const [asked, setAsked] = useState(usual.length === 0);
  const needed = deep.some(
    (field) =>
      session.isEdited(field.pointer) ||
      session.findings.some((finding) => liesWithin(finding.pointer, field.pointer)),
  );
  const opened = asked || needed;
  const holding = deep
    .filter((field) => field.access !== "readOnly" && hasValue(session, field))
    .map((field) => fieldLabel(session.system, field, texts));
  useEffect(
    () =>
      onFocusField((pointer) => {
        if (deep.some((field) => liesWithin(pointer, `${session.within ?? ""}${field.pointer}`))) {
          flushSync(() => setAsked(true));
        }
      }),
    [deep, session.within],
  );
  const draw = (field: FieldDescription) => (
    <Field key={field.key} session={session} field={field} tried={tried} />
  );
  return (
    <div className={classes.cardBody}>
      <div className={classes.cardFields}>{usual.map(draw)}</div>
      {deep.length > 0 && (
        <>
          <Button
            variant="subtle"
            size="xs"
            className={classes.deepButton}
            aria-expanded={opened}
            aria-controls={id}
            leftSection={
              <IconChevronDown size={16} stroke={1.5} className={classes.chevron} data-opened={opened} />
            }
            onClick={() => setAsked(!opened)}
          >
            {t("common.more")}
            {holding.length > 0 && !opened && (
              <span className={classes.holding}>
                {t("forms.holds", { fields: texts.format.list(holding) })}
              </span>
            )}
          </Button>
          <div id={id} hidden={!opened}>
            {opened && <div className={classes.cardFields}>{deep.map(draw)}</div>}
          </div>
        </>
      )}
    </div>
  );
}

function hasValue(session: AgentSession, { pointer }: FieldDescription): boolean {
  const value = session.value(pointer);
  return value !== null && value !== "" && !(typeof value === "object" && Object.keys(value).length === 0);
}
