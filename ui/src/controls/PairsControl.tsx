import { ActionIcon, Button, Input, PasswordInput, TextInput, Tooltip } from "@mantine/core";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import type { JsonValue } from "../bridge";
import { isMembers } from "../bridge/members";
import { useText } from "../i18n";
import { isMasked } from "../session/masked";
import type { ControlProps } from "./control";
import classes from "./forms.module.css";
import { leaving, nameTrouble, useRows } from "./named";
import { useHalf } from "./useHalf";

interface Pair {
  readonly name: string;
  /** A text, or the mask of a secret. */
  readonly value: JsonValue;
}

const read = (value: JsonValue): Pair[] =>
  isMembers(value) ? Object.entries(value).map(([name, each]) => ({ name, value: each })) : [];
const write = (pairs: readonly Pair[]): JsonValue =>
  pairs.length === 0 ? null : Object.fromEntries(pairs.map(({ name, value }) => [name.trim(), value]));

const isBlank = ({ name, value }: Pair) => name.trim() === "" && value === "";

/** Names with values. A value may be a secret, so none is shown before somebody asks to see what they type. */
export function PairsControl(props: ControlProps<"pairs">) {
  const { session, field, id, label, value, onChange, hint, error } = props;
  const { t } = useText();
  const half = useHalf(session, `${field.pointer}/`);
  const [rows, change] = useRows(half, value, read, write, isBlank, onChange);
  const put = (at: number, more: Partial<Pair>) =>
    change(rows.map((row, index) => (index === at ? { ...row, ...more } : row)));
  return (
    <Input.Wrapper id={`${id}-group`} labelElement="div" description={hint} error={error}>
      <fieldset className={classes.pairs} aria-label={label} onBlur={leaving(half)}>
        {rows.map((row, at) => {
          const trouble = nameTrouble(rows, at);
          const name = row.name.trim();
          const named = (part: string) => t("forms.pairNumber", { part, number: at + 1 });
          const remove = t("forms.removeNamed", { name: name === "" ? named(t("forms.pairName")) : name });
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the name is being typed, and a row never moves
            <div key={at} className={classes.pair}>
              <TextInput
                data-name=""
                aria-label={named(t("forms.pairName"))}
                placeholder={t("forms.pairName")}
                value={row.name}
                error={
                  trouble === "nameTwice" || (trouble !== undefined && row.value !== "")
                    ? t(`forms.${trouble}`)
                    : undefined
                }
                spellCheck={false}
                autoComplete="off"
                autoCapitalize="off"
                onChange={(event) => put(at, { name: event.currentTarget.value })}
              />
              <PasswordInput
                aria-label={named(t("forms.pairValue"))}
                placeholder={isMasked(row.value) ? t("forms.secretKept") : t("forms.pairValue")}
                value={typeof row.value === "string" ? row.value : ""}
                autoComplete="off"
                spellCheck={false}
                visibilityToggleButtonProps={{
                  "aria-label": t("forms.secretShow", { field: named(t("forms.pairValue")) }),
                  tabIndex: 0,
                }}
                onChange={(event) => put(at, { value: event.currentTarget.value })}
              />
              <Tooltip label={remove}>
                <ActionIcon
                  aria-label={remove}
                  onClick={() => {
                    change(rows.filter((_, index) => index !== at));
                    document.getElementById(id)?.focus();
                  }}
                >
                  <IconTrash size={18} stroke={1.5} />
                </ActionIcon>
              </Tooltip>
            </div>
          );
        })}
        <Button
          id={id}
          className={classes.add}
          leftSection={<IconPlus size={16} stroke={1.5} />}
          onClick={(event) => {
            const group = event.currentTarget.closest("fieldset");
            change([...rows, { name: "", value: "" }]);
            requestAnimationFrame(() => {
              const names = group?.querySelectorAll<HTMLElement>("input[data-name]");
              names?.[names.length - 1]?.focus();
            });
          }}
        >
          {t("forms.pairAdd")}
        </Button>
      </fieldset>
    </Input.Wrapper>
  );
}
