import { Button, Collapse, PasswordInput, Select, TextInput } from "@mantine/core";
import IconChevronDown from "@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs";
import { useId, useState } from "react";
import type { ConnectionField, SystemDescription } from "../bridge";
import { isMessageId, useText } from "../i18n";
import classes from "./ConnectionFields.module.css";
import { type Complaints, type ConnectionForm, credentialKey, nameKey } from "./form";

interface ConnectionFieldsProps {
  readonly system: SystemDescription;
  readonly form: ConnectionForm;
  readonly onChange: (form: ConnectionForm) => void;
  /** What is wrong, as far as it shall be shown already. */
  readonly complaints: Complaints;
  /** The credential is asked for elsewhere. */
  readonly withoutCredential?: boolean;
  readonly sessionOnly: boolean;
}

/** The fields of a connection, drawn from the system's description. */
export function ConnectionFields(props: ConnectionFieldsProps) {
  const { system, form, onChange, complaints, withoutCredential = false } = props;
  const { t } = useText();
  const [unfolded, setUnfolded] = useState(false);
  const region = useId();
  const asked = system.connection.filter(
    (field) => field.input.kind !== "agentKeys" && !(withoutCredential && field.key === credentialKey),
  );
  const usual = asked.filter((field) => !field.rarelyUsed);
  const rare = asked.filter((field) => field.rarelyUsed);
  // A complaint must not hide behind the fold.
  const open = unfolded || rare.some((field) => complaints[field.key] !== undefined);
  const nameComplaint = complaints[nameKey];
  return (
    <div className={classes.fields}>
      <TextInput
        className={classes.medium}
        label={t("connect.name")}
        description={t("connect.nameHint")}
        value={form.name}
        error={nameComplaint && t(nameComplaint.id, nameComplaint.values)}
        required
        withAsterisk={false}
        autoComplete="off"
        onChange={(event) => onChange({ ...form, name: event.currentTarget.value })}
      />
      {usual.map((field) => (
        <FieldInput key={field.key} field={field} {...props} />
      ))}
      {rare.length > 0 && (
        <div>
          <Button
            variant="subtle"
            size="xs"
            className={classes.more}
            aria-expanded={open}
            aria-controls={region}
            rightSection={
              <IconChevronDown size={16} stroke={1.5} data-open={open} className={classes.chevron} />
            }
            onClick={() => setUnfolded(!open)}
          >
            {t(open ? "connect.less" : "connect.more")}
          </Button>
          <Collapse expanded={open} id={region} transitionDuration={140}>
            <div className={classes.fields} data-inner>
              {rare.map((field) => (
                <FieldInput key={field.key} field={field} {...props} />
              ))}
            </div>
          </Collapse>
        </div>
      )}
    </div>
  );
}

type FieldInputProps = ConnectionFieldsProps & { readonly field: ConnectionField };

function FieldInput({ field, system, form, onChange, complaints, sessionOnly }: FieldInputProps) {
  const { t, byKey } = useText();
  const root = `${system.id}.connection.${field.key}`;
  const complaint = complaints[field.key];
  const whereKey = `${root}.where`;
  const shared = {
    label: byKey(`${root}.label`),
    description: hint(root, field, sessionOnly),
    error: complaint && t(complaint.id, complaint.values),
    required: field.required,
    withAsterisk: false,
  };
  const set = (value: string) =>
    onChange(
      field.key === credentialKey
        ? { ...form, credential: value }
        : { ...form, values: { ...form.values, [field.key]: value } },
    );
  const value = field.key === credentialKey ? form.credential : (form.values[field.key] ?? "");
  const where = isMessageId(whereKey) && (
    <details className={classes.where}>
      <summary>{t("connect.where")}</summary>
      <p>{t(whereKey)}</p>
    </details>
  );
  switch (field.input.kind) {
    case "secret":
      return (
        <div>
          <PasswordInput
            {...shared}
            className={classes.wide}
            value={value}
            autoComplete="off"
            spellCheck={false}
            visibilityToggleButtonProps={{ "aria-label": t("connect.showKey"), tabIndex: 0 }}
            onChange={(event) => set(event.currentTarget.value)}
          />
          {where}
        </div>
      );
    case "choice":
      return (
        <div>
          <Select
            {...shared}
            className={classes.narrow}
            allowDeselect={!field.required}
            data={field.input.options.map((option) => ({
              value: option,
              label: byKey(`${root}.option.${option}`, option),
            }))}
            value={value === "" ? null : value}
            onChange={(next) => set(next ?? "")}
          />
          {where}
        </div>
      );
    default:
      return (
        <div>
          <TextInput
            {...shared}
            className={classes.wide}
            value={value}
            type={field.input.kind === "baseUrl" ? "url" : "text"}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => set(event.currentTarget.value)}
          />
          {where}
        </div>
      );
  }
  function hint(base: string, asked: ConnectionField, memoryOnly: boolean) {
    const session = `${base}.hintSession`;
    if (asked.input.kind === "secret" && memoryOnly && isMessageId(session)) {
      return t(session);
    }
    return isMessageId(`${base}.hint`) ? byKey(`${base}.hint`) : undefined;
  }
}
