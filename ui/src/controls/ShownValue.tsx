/** A value that is only shown: by its names, never as raw data. */

import { ActionIcon, CopyButton, Tooltip } from "@mantine/core";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconCopy from "@tabler/icons-react/dist/esm/icons/IconCopy.mjs";
import type { FieldDescription, JsonValue } from "../bridge";
import { isMembers, type Members } from "../bridge/members";
import { useText } from "../i18n";
import classes from "./controls.module.css";
import { withoutSecrets } from "./recordWords";
import { anyWords, nameWithin, readableKey, valueWords, type WordsContext } from "./words";

interface ShownValueProps {
  readonly field: FieldDescription;
  readonly label: string;
  readonly value: JsonValue;
  readonly context: WordsContext;
}

const isId = (value: JsonValue): value is string =>
  typeof value === "string" && /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(value);

export function ShownValue({ field, label, value: given, context }: ShownValueProps) {
  const { texts } = context;
  const value = withoutSecrets(given, context);
  const nothing = value === null || value === "" || (Array.isArray(value) && value.length === 0);
  if (nothing || typeof value !== "object" || !shownInParts(field)) {
    return (
      <div className={classes.shown} data-quiet={nothing} dir="auto">
        <span className={isId(value) ? classes.code : undefined}>{valueWords(field, value, context)}</span>
        {isId(value) && <CopyValue value={value} label={label} />}
      </div>
    );
  }
  if (Array.isArray(value)) {
    return (
      <ul className={classes.tags}>
        {value.map((item, at) => (
          // What a system sends has no identity of its own: the place is all there is.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={at} title={detailsOf(item, context)} dir="auto">
            {anyWords(item, texts)}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <div className={classes.shown} dir="auto">
      <span>{nameWithin(value) ?? anyWords(value, texts)}</span>
      {nameWithin(value) !== undefined && (
        <span className={classes.shownDetail}>{contactsOf(value, texts.format.list)}</span>
      )}
    </div>
  );
}

function shownInParts(field: FieldDescription): boolean {
  return field.control.kind === "shown";
}

/** The texts of a record beside its name that a person can use: addresses and numbers. */
function contactsOf(record: Members, list: (items: readonly string[]) => string): string {
  const said = Object.entries(record)
    .filter(([key, value]) => /mail|phone/i.test(key) && typeof value === "string" && value !== "")
    .map(([, value]) => String(value));
  return said.length === 0 ? "" : list(said);
}

function detailsOf(item: JsonValue, { texts }: WordsContext): string | undefined {
  if (!isMembers(item)) {
    return undefined;
  }
  return Object.entries(item)
    .filter(([, value]) => value !== null && typeof value !== "object" && value !== "")
    .map(([key, value]) => `${readableKey(key)}: ${anyWords(value, texts)}`)
    .join("\n");
}

function CopyValue({ value, label }: { readonly value: string; readonly label: string }) {
  const { t } = useText();
  return (
    <CopyButton value={value} timeout={1200}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t("common.copied") : t("common.copy")}>
          <ActionIcon size={24} aria-label={`${t("common.copy")}: ${label}`} onClick={copy}>
            {copied ? <IconCheck size={16} stroke={1.5} /> : <IconCopy size={16} stroke={1.5} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}
