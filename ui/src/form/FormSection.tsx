import { Button } from "@mantine/core";
import IconChevronDown from "@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs";
import { useEffect, useId, useState } from "react";
import { AvatarField } from "../avatar";
import type { FieldDescription, Group, Section } from "../bridge";
import { Field } from "../controls";
import { SectionHead, useSectionName } from "../controls/SectionHead";
import { isMessageId, useText } from "../i18n";
import { allHold } from "../session/conditions";
import { liesWithin } from "../session/edits";
import { onFocusField } from "../session/focus";
import type { AgentSession } from "../session/session";
import classes from "./Form.module.css";
import { UntilWhen } from "./UntilWhen";

interface FormSectionProps {
  readonly session: AgentSession;
  readonly section: Section;
  readonly tried?: boolean;
}

/** Whether a field is drawn: its conditions have to hold, files need an agent first, and what is only shown needs a value to show. */
function isShown(session: AgentSession, field: FieldDescription): boolean {
  if (!allHold(field.shownWhen, session)) {
    return false;
  }
  if (session.agent === null) {
    return field.access !== "readOnly" && field.control.kind !== "avatar" && field.control.kind !== "drops";
  }
  return field.access !== "createOnly" || session.value(field.pointer) !== null;
}

/** A section drawn from its fields alone. */
export function FormSection({ session, section, tried = false }: FormSectionProps) {
  const { t, byKey } = useText();
  const name = useSectionName(session.system);
  const groups = section.groups
    .map((group) => ({
      ...group,
      away: !allHold(group.shownWhen, session),
      fields: group.fields.filter((field) => isShown(session, field)),
    }))
    .filter((group) => (group.away ? isMessageId(awayKey(session, group)) : group.fields.length > 0));
  const usual = groups.filter((group) => !group.rarelyUsed || group.away);
  const rare = groups.filter((group) => group.rarelyUsed && !group.away);
  const hint = `${session.system.id}.section.${section.id}.hint`;
  const files = session.agent === null && section.groups.some((group) => group.fields.some(isFile));
  return (
    <>
      <SectionHead title={name(section.id)} hint={isMessageId(hint) ? t(hint) : undefined} />
      {usual.map((group) => {
        const title = usual.length > 1 ? byKey(`${session.system.id}.group.${group.id}`) : undefined;
        return group.away ? (
          <AwayGroup key={group.id} title={title} words={byKey(awayKey(session, group))} />
        ) : (
          <FieldGroup key={group.id} session={session} group={group} tried={tried} title={title} />
        );
      })}
      {rare.map((group) => (
        <RareGroup key={group.id} session={session} group={group} tried={tried} />
      ))}
      {files && <p className={classes.quiet}>{t("agent.filesLater")}</p>}
    </>
  );
}

function awayKey({ system }: Pick<AgentSession, "system">, group: Group): string {
  return `${system.id}.group.${group.id}.away`;
}

/** A group that does not belong to this agent, and why. What it holds is kept. */
function AwayGroup({ title, words }: { readonly title: string | undefined; readonly words: string }) {
  return (
    <div className={classes.group}>
      {title !== undefined && <h3 className={classes.groupTitle}>{title}</h3>}
      <p className={classes.away}>{words}</p>
    </div>
  );
}

function isFile(field: FieldDescription): boolean {
  return field.control.kind === "avatar";
}

interface FieldGroupProps {
  readonly session: AgentSession;
  readonly group: Group;
  readonly title?: string;
  readonly tried?: boolean;
}

export function FieldGroup({ session, group, title, tried = false }: FieldGroupProps) {
  const fields = (
    <div className={classes.fields}>
      {group.fields.map((field) => (
        <Field
          key={field.key}
          session={session}
          field={field}
          tried={tried}
          picture={AvatarField}
          extra={field.control.kind === "duration" ? UntilWhen : undefined}
        />
      ))}
    </div>
  );
  return title === undefined ? (
    <div className={classes.group}>{fields}</div>
  ) : (
    <fieldset className={classes.group}>
      <legend className={classes.groupTitle}>{title}</legend>
      {fields}
    </fieldset>
  );
}

/** Folded away until it is asked for, or something in it is edited or wrong. */
export function RareGroup({ session, group, tried }: FieldGroupProps) {
  const { t, byKey } = useText();
  const id = useId();
  const holds = (pointer: string) => group.fields.some((field) => liesWithin(pointer, field.pointer));
  const needed =
    Object.keys(session.edits).some(holds) || session.findings.some((finding) => holds(finding.pointer));
  const [asked, setAsked] = useState(false);
  const opened = asked || needed;
  useEffect(
    () =>
      onFocusField((pointer) => {
        if (group.fields.some((field) => liesWithin(pointer, field.pointer))) {
          setAsked(true);
        }
      }),
    [group],
  );
  return (
    <div className={classes.group}>
      <Button
        variant="subtle"
        className={classes.moreButton}
        aria-expanded={opened}
        aria-controls={id}
        leftSection={
          <IconChevronDown size={16} stroke={1.5} className={classes.chevron} data-opened={opened} />
        }
        onClick={() => setAsked(!opened)}
      >
        {byKey(`${session.system.id}.group.${group.id}`, t("common.more"))}
      </Button>
      <div id={id} hidden={!opened}>
        {opened && <FieldGroup session={session} group={group} tried={tried} />}
      </div>
    </div>
  );
}
