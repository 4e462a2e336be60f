import { ActionIcon, Button, PasswordInput, Textarea, TextInput } from "@mantine/core";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { useId } from "react";
import type { FieldDescription, SystemDescription } from "../bridge";
import { Picker } from "../controls/Picker";
import { fieldLabel, optionWords } from "../controls/words";
import { isMessageId, useText } from "../i18n";
import classes from "./Activity.module.css";
import { type HeaderRow, isReadableOnItsWay, type WebhookComplaints, type WebhookForm } from "./webhook";

interface WebhookFieldsProps {
  readonly system: SystemDescription;
  readonly fields: readonly FieldDescription[];
  readonly form: WebhookForm;
  readonly complaints: WebhookComplaints;
  readonly onChange: (form: WebhookForm) => void;
}

/** The fields that the system's description asks for. */
export function WebhookFields(props: WebhookFieldsProps) {
  return (
    <>
      {props.fields.map((field) =>
        field.control.kind === "pairs" ? (
          <Headers key={field.key} {...props} field={field} />
        ) : (
          <OneField key={field.key} {...props} field={field} />
        ),
      )}
    </>
  );
}

type OneFieldProps = WebhookFieldsProps & { readonly field: FieldDescription };

function OneField({ system, field, form, complaints, onChange }: OneFieldProps) {
  const texts = useText();
  const { t } = texts;
  const id = useId();
  const complaint = complaints.fields[field.key];
  const hint = `${system.id}.field.${field.key}.hint`;
  const label = fieldLabel(system, field, texts);
  const shared = {
    description: isMessageId(hint) ? t(hint) : undefined,
    error: complaint && t(complaint),
  };
  const value = form.texts[field.key] ?? "";
  const set = (text: string) => onChange({ ...form, texts: { ...form.texts, [field.key]: text } });
  switch (field.control.kind) {
    case "choice":
      return (
        <div>
          <label className={classes.fieldLabel} htmlFor={id}>
            {label}
          </label>
          <Picker
            id={id}
            label={label}
            options={field.control.options.map((option) => ({
              value: option.value,
              label: optionWords({ system, texts }, field.key, option.value),
            }))}
            value={value}
            onChange={(next) => set(next ?? "")}
            hint={shared.description}
            error={shared.error}
            open={field.control.open}
            clearable={false}
          />
        </div>
      );
    case "longText":
      return (
        <Textarea
          {...shared}
          label={label}
          className={classes.long}
          autosize
          minRows={2}
          maxRows={8}
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
        />
      );
    default:
      return (
        <TextInput
          {...shared}
          description={
            field.control.kind === "url" && isReadableOnItsWay(value)
              ? t("webhook.readable")
              : shared.description
          }
          label={label}
          className={field.control.kind === "url" ? classes.wide : classes.middle}
          type={field.control.kind === "url" ? "url" : "text"}
          autoComplete="off"
          spellCheck={field.control.kind !== "url"}
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
        />
      );
  }
}

function Headers({ system, field, form, complaints, onChange }: OneFieldProps) {
  const texts = useText();
  const { t } = texts;
  const hint = `${system.id}.field.${field.key}.hint`;
  const { headers } = form;
  const change = (row: number, next: Partial<HeaderRow>) =>
    onChange({
      ...form,
      headers: headers.map((header) => (header.row === row ? { ...header, ...next } : header)),
    });
  const add = () => {
    const row = headers.reduce((most, header) => Math.max(most, header.row), 0) + 1;
    onChange({ ...form, headers: [...headers, { row, name: "", value: "" }] });
  };
  return (
    <fieldset className={classes.headers}>
      <legend className={classes.fieldLabel}>{fieldLabel(system, field, texts)}</legend>
      {headers.map((header, at) => {
        const complaint = complaints.headers[header.row];
        const number = { number: at + 1 };
        return (
          <div key={header.row} className={classes.headerRow}>
            <TextInput
              aria-label={t("webhook.headerName", number)}
              value={header.name}
              error={complaint && t(complaint)}
              autoFocus={header.name === "" && header.value === ""}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => change(header.row, { name: event.currentTarget.value })}
            />
            <PasswordInput
              aria-label={t("webhook.headerValue", number)}
              value={header.value}
              autoComplete="off"
              visibilityToggleButtonProps={{ "aria-label": t("webhook.showValue"), tabIndex: 0 }}
              onChange={(event) => change(header.row, { value: event.currentTarget.value })}
            />
            <ActionIcon
              aria-label={t("webhook.headerRemove", number)}
              onClick={() =>
                onChange({ ...form, headers: headers.filter((each) => each.row !== header.row) })
              }
            >
              <IconTrash size={18} stroke={1.5} />
            </ActionIcon>
          </div>
        );
      })}
      <Button
        size="xs"
        variant="subtle"
        className={classes.outdent}
        leftSection={<IconPlus size={16} stroke={1.5} />}
        onClick={add}
      >
        {t("webhook.headerAdd")}
      </Button>
      {isMessageId(hint) && <p className={classes.hint}>{t(hint)}</p>}
    </fieldset>
  );
}
