import { Button, Input, VisuallyHidden } from "@mantine/core";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import { useId, useState } from "react";
import type { JsonValue } from "../bridge";
import { isMembers, type Members } from "../bridge/members";
import { useText } from "../i18n";
import { unfinished } from "../session/unfinished";
import type { ControlProps } from "./control";
import classes from "./forms.module.css";
import { RecordCard } from "./RecordCard";
import { storedValue } from "./recordSession";
import { copyOfRecord, itemWords, originsOf, titleOf } from "./records";
import { UnknownItem } from "./UnknownItem";
import { isRecord, itemsOf } from "./unknownItems";

let made = 0;
const freshKey = () => `record-${++made}`;

/** Keys that stay with their records while these move. A list that changed otherwise gets them by place. */
function useKeys(count: number): [string[], (keys: string[]) => void] {
  const [keys, setKeys] = useState<string[]>(() => Array.from({ length: count }, freshKey));
  if (keys.length === count) {
    return [keys, setKeys];
  }
  const next = Array.from({ length: count }, (_, at) => keys[at] ?? freshKey());
  setKeys(next);
  return [next, setKeys];
}

interface Removed {
  readonly record: JsonValue;
  readonly at: number;
  readonly words: string;
}

/** An ordered list of records as cards: closed they say what they are, open they are a form. */
export function RecordsControl(props: ControlProps<"records">) {
  const { session, field, control, id, label, value, onChange, hint, error, tried } = props;
  const texts = useText();
  const { t, byKey } = texts;
  const records = itemsOf(value);
  const stored = itemsOf(storedValue(session, field.pointer));
  const origins = originsOf(stored, records, control.title);
  const [keys, setKeys] = useKeys(records.length);
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set(records.length === 1 ? keys.slice(0, 1) : []),
  );
  const [said, setSaid] = useState("");
  const [removed, setRemoved] = useState<Removed>();
  const group = useId();

  /** `from` says where each record was; none for `added`. */
  const arrange = (from: readonly (number | null)[], added: JsonValue = null, key = freshKey()) => {
    const next = from.map((was) => (was === null ? added : (records[was] ?? null)));
    setKeys(from.map((was) => (was === null ? key : (keys[was] ?? freshKey()))));
    unfinished.follow(session.connection, session.agent, `${session.within ?? ""}${field.pointer}`, from);
    setRemoved(undefined);
    setSaid("");
    onChange(next.length === 0 && stored.length === 0 ? null : next);
  };
  const places = records.map((_, at) => at);
  const nameOf = (record: JsonValue, at: number) => {
    const item = itemWords(session.system, field.key, at, texts);
    const title = isRecord(record) ? titleOf(control, record) : undefined;
    return title === undefined ? item : t("forms.titledEntry", { item, title });
  };
  const focusOn = (key: string, inside: string) =>
    requestAnimationFrame(() =>
      document
        .querySelector<HTMLElement>(`[data-record="${CSS.escape(key)}"]`)
        ?.querySelector<HTMLElement>(inside)
        ?.focus(),
    );
  const insert = (at: number, record: JsonValue) => {
    const key = freshKey();
    arrange([...places.slice(0, at), null, ...places.slice(at)], record, key);
    setOpen(new Set([...open, key]));
    focusOn(key, "[data-record-body] :is(input, textarea)");
  };
  const move = (at: number, to: number) => {
    const record = records[at];
    const key = keys[at];
    if (to < 0 || to >= records.length || record === undefined || key === undefined) {
      return;
    }
    const others = places.filter((each) => each !== at);
    arrange([...others.slice(0, to), at, ...others.slice(to)]);
    setSaid(t("forms.moved", { item: nameOf(record, at), number: to + 1, count: records.length }));
  };
  const remove = (at: number) => {
    const record = records[at];
    if (record === undefined) {
      return;
    }
    arrange(places.filter((each) => each !== at));
    setRemoved({ record, at, words: t("forms.removed", { item: nameOf(record, at) }) });
    requestAnimationFrame(() => document.getElementById(`${group}-undo`)?.focus());
  };
  return (
    <Input.Wrapper id={`${id}-group`} labelElement="div" description={hint} error={error}>
      <fieldset className={classes.records} aria-label={label}>
        {records.length === 0 && <p className={classes.none}>{t("forms.noEntries")}</p>}
        {records.map((record, at) => {
          const key = keys[at] ?? `record-at-${at}`;
          if (!isRecord(record)) {
            return <UnknownItem key={key} session={session} item={record} onRemove={() => remove(at)} />;
          }
          return (
            <RecordCard
              key={key}
              recordKey={key}
              session={session}
              control={control}
              place={{
                list: field.pointer,
                at,
                origin: origins[at] ?? null,
                blank: control.blank,
                fields: control.fields,
              }}
              record={record}
              count={records.length}
              item={itemWords(session.system, field.key, at, texts)}
              name={nameOf(record, at)}
              opened={open.has(key)}
              tried={tried}
              onOpen={(opened) =>
                setOpen(new Set(opened ? [...open, key] : [...open].filter((each) => each !== key)))
              }
              onMove={(to) => move(at, to)}
              onDuplicate={() => insert(at + 1, copyOfRecord(record, control.fields))}
              onRemove={() => remove(at)}
            />
          );
        })}
        {removed !== undefined && (
          <p className={classes.removed}>
            <span>{removed.words}</span>
            <Button
              id={`${group}-undo`}
              size="xs"
              variant="subtle"
              onClick={() => insert(Math.min(removed.at, records.length), removed.record)}
            >
              {t("forms.putItBack")}
            </Button>
          </p>
        )}
        <Button
          id={id}
          className={classes.add}
          leftSection={<IconPlus size={16} stroke={1.5} />}
          onClick={() => insert(records.length, blankOf(control.blank))}
        >
          {byKey(`${session.system.id}.records.${field.key}.add`, t("forms.addEntry"))}
        </Button>
        <VisuallyHidden role="status">{said === "" ? (removed?.words ?? "") : said}</VisuallyHidden>
      </fieldset>
    </Input.Wrapper>
  );
}

function blankOf(blank: JsonValue): Members {
  return isMembers(blank) ? blank : {};
}
