import {
  ActionIcon,
  Button,
  Checkbox,
  Input,
  Select,
  Switch,
  TagsInput,
  TextInput,
  Tooltip,
} from "@mantine/core";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { useMemo, useState } from "react";
import type { JsonValue } from "../bridge";
import { isMembers } from "../bridge/members";
import { shownName, useText } from "../i18n";
import { useUnfinishedAt } from "../session/unfinished";
import type { ControlProps } from "./control";
import classes from "./forms.module.css";
import { JsonText } from "./JsonControl";
import { leaving, nameTrouble, useRows } from "./named";
import {
  type Detail,
  type DetailKind,
  detailKinds,
  detailsOf,
  isPlan,
  newDetail,
  schemaIn,
  schemaOf,
  withSchema,
} from "./schema";
import { useHalf } from "./useHalf";

/** What to find out, a row each. What rows cannot say is edited as JSON. */
export function JsonSchemaControl({ control: { inPlan }, ...props }: ControlProps<"jsonSchema">) {
  const { session, field, value, id, onChange } = props;
  const { t } = useText();
  const place = `${session.within ?? ""}${field.pointer}`;
  const half = useUnfinishedAt(session.connection, session.agent, place) !== undefined;
  const [asText, setAsText] = useState(half);
  const schema = schemaIn(value, inPlan);
  const tooRich = useMemo(() => detailsOf(schema) === undefined, [schema]);
  if (!tooRich && !asText) {
    const enabled = isPlan(value, inPlan) && isMembers(value) ? value.enabled : undefined;
    return (
      <>
        {isMembers(value) && typeof enabled === "boolean" && (
          <Switch
            className={classes.planSwitch}
            label={t("forms.schemaEnabled")}
            checked={enabled}
            onChange={(event) => onChange({ ...value, enabled: event.currentTarget.checked })}
          />
        )}
        <Details
          {...props}
          value={schema}
          onChange={(next) => onChange(withSchema(value, next, inPlan))}
          onText={() => setAsText(true)}
        />
      </>
    );
  }
  return (
    <div>
      <JsonText
        {...props}
        expected="object"
        hint={
          <>
            {props.hint}
            {tooRich && <span className={classes.hintLine}>{t("forms.schemaTooRich")}</span>}
          </>
        }
      />
      {!tooRich && (
        <Button
          size="xs"
          variant="subtle"
          className={classes.switchOver}
          disabled={half}
          onClick={() => {
            setAsText(false);
            requestAnimationFrame(() => document.getElementById(id)?.focus());
          }}
        >
          {t("forms.schemaAsList")}
        </Button>
      )}
    </div>
  );
}

interface DetailsProps extends Omit<ControlProps<"jsonSchema">, "control"> {
  readonly onText: () => void;
}

const readDetails = (value: JsonValue) => detailsOf(value) ?? [];
const isBlank = ({ name, description, values }: Detail) =>
  name.trim() === "" && description === "" && values.length === 0;

function Details({ session, field, id, label, value, onChange, hint, error, onText }: DetailsProps) {
  const { t } = useText();
  const half = useHalf(session, `${field.pointer}/`);
  const [rows, change] = useRows(
    half,
    value,
    readDetails,
    (details) => schemaOf(details, value),
    isBlank,
    onChange,
  );
  const put = (at: number, more: Partial<Detail>) =>
    change(rows.map((row, index) => (index === at ? { ...row, ...more } : row)));
  return (
    <Input.Wrapper id={`${id}-group`} labelElement="div" description={hint} error={error}>
      <fieldset className={classes.details} aria-label={label} onBlur={leaving(half)}>
        {rows.length === 0 && <p className={classes.none}>{t("forms.schemaNone")}</p>}
        {rows.map((row, at) => (
          <DetailRow
            // The name is being typed, and a row never moves: its place is who it is.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={at}
            row={row}
            at={at}
            trouble={nameTrouble(rows, at)}
            onChange={(more) => put(at, more)}
            onRemove={() => {
              change(rows.filter((_, index) => index !== at));
              document.getElementById(id)?.focus();
            }}
          />
        ))}
        <div className={classes.rowActions}>
          <Button
            id={id}
            leftSection={<IconPlus size={16} stroke={1.5} />}
            onClick={(event) => {
              const group = event.currentTarget.closest("fieldset");
              change([...rows, newDetail]);
              requestAnimationFrame(() => {
                const names = group?.querySelectorAll<HTMLElement>("input[data-name]");
                names?.[names.length - 1]?.focus();
              });
            }}
          >
            {t("forms.schemaAdd")}
          </Button>
          <Button variant="subtle" onClick={onText}>
            {t("forms.schemaAsJson")}
          </Button>
        </div>
      </fieldset>
    </Input.Wrapper>
  );
}

interface DetailRowProps {
  readonly row: Detail;
  readonly at: number;
  readonly trouble: ReturnType<typeof nameTrouble>;
  readonly onChange: (more: Partial<Detail>) => void;
  readonly onRemove: () => void;
}

function DetailRow({ row, at, trouble, onChange, onRemove }: DetailRowProps) {
  const { t } = useText();
  const [left, setLeft] = useState(false);
  const name = shownName(row.name, t("forms.schemaThing", { number: at + 1 }));
  const said = trouble === "nameTwice" || (left && trouble !== undefined) ? trouble : undefined;
  return (
    <fieldset className={classes.detail} aria-label={name}>
      <TextInput
        data-name=""
        label={t("forms.schemaName")}
        value={row.name}
        error={said === undefined ? undefined : t(`forms.${said}`)}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        onBlur={() => setLeft(true)}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Select
        label={t("forms.schemaKind")}
        data={detailKinds.map((kind) => ({ value: kind, label: t(`forms.schemaKind.${kind}`) }))}
        value={row.kind}
        allowDeselect={false}
        comboboxProps={{ keepMounted: false }}
        onChange={(kind) => onChange({ kind: (kind ?? row.kind) as DetailKind })}
      />
      <TextInput
        className={classes.detailWords}
        label={t("forms.schemaDescription")}
        value={row.description}
        dir="auto"
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
      {row.kind === "oneOf" && (
        <TagsInput
          className={classes.detailValues}
          label={t("forms.schemaValues")}
          value={[...row.values]}
          onChange={(values) => onChange({ values })}
        />
      )}
      <Checkbox
        className={classes.detailRequired}
        label={t("forms.schemaRequired")}
        checked={row.required}
        onChange={(event) => onChange({ required: event.currentTarget.checked })}
      />
      <Tooltip label={t("forms.removeNamed", { name })}>
        <ActionIcon
          className={classes.detailRemove}
          aria-label={t("forms.removeNamed", { name })}
          onClick={onRemove}
        >
          <IconTrash size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </fieldset>
  );
}
