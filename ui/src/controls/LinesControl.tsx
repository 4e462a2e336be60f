import { ActionIcon, Input, Textarea } from "@mantine/core";
import IconArrowDown from "@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs";
import IconArrowUp from "@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { type KeyboardEvent, type RefObject, useRef, useState } from "react";
import type { JsonValue } from "../bridge";
import { useText } from "../i18n";
import type { ControlProps } from "./control";
import classes from "./forms.module.css";
import { UnknownItem } from "./UnknownItem";
import { itemsOf } from "./unknownItems";
import { useHalf, type Why } from "./useHalf";

const notYetAdded: Why = { code: "wrongForm", context: { expected: "chip" } };

/** A list of whole sentences, each changed where it stands. What is left empty is taken out. */
export function LinesControl(props: ControlProps<"lines">) {
  const { session, field, id, label, value, onChange, hint, error } = props;
  const { t } = useText();
  const half = useHalf(session, field.pointer);
  const items = itemsOf(value);
  // A line that is empty for the moment is not stored so.
  const [emptied, setEmptied] = useState<number>();
  const list = useRef<HTMLUListElement>(null);
  const put = (next: readonly JsonValue[]) => onChange(next.length === 0 ? null : [...next]);
  const change = (at: number, text: string) => {
    setEmptied(text.trim() === "" ? at : undefined);
    if (text.trim() !== "") {
      put(items.map((item, each) => (each === at ? text : item)));
    }
  };
  const remove = (at: number) => {
    setEmptied(undefined);
    put(items.filter((_, each) => each !== at));
  };
  const move = (at: number, to: number) => {
    const item = items[at];
    if (item !== undefined && to >= 0 && to < items.length) {
      const others = items.filter((_, each) => each !== at);
      put([...others.slice(0, to), item, ...others.slice(to)]);
    }
  };
  const typed = half.typed?.text ?? "";
  const add = () => {
    const lines = typed.split("\n").map((line) => line.trim());
    half.forget();
    put([...items, ...lines.filter((line) => line !== "")]);
  };
  return (
    <Input.Wrapper id={`${id}-group`} labelElement="div" description={hint} error={error}>
      <ul ref={list} className={classes.lines} aria-label={label}>
        {items.map((item, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same sentence may come twice, and has no other name than its place.
          <li key={at}>
            {typeof item === "string" ? (
              <Line
                text={emptied === at ? "" : item}
                name={t("forms.lineOf", { field: label, number: at + 1 })}
                onChange={(text) => change(at, text)}
                onLeave={() => emptied === at && remove(at)}
                onEnter={() => focusAfter(list, at)}
              />
            ) : (
              <UnknownItem session={session} item={item} onRemove={() => remove(at)} />
            )}
            <LineButtons
              item={typeof item === "string" ? item : t("forms.lineOf", { field: label, number: at + 1 })}
              first={at === 0}
              last={at === items.length - 1}
              onMove={(by) => move(at, at + by)}
              onRemove={() => remove(at)}
            />
          </li>
        ))}
        <li>
          <Textarea
            id={id}
            className={classes.line}
            autosize
            minRows={1}
            aria-label={t("forms.newLine", { field: label })}
            placeholder={t("forms.newLineHint")}
            value={typed}
            onChange={(event) => {
              const text = event.currentTarget.value;
              if (text.trim() === "") {
                half.forget();
              } else {
                half.keep(text, { ...notYetAdded, context: { ...notYetAdded.context, value: text.trim() } });
              }
            }}
            onKeyDown={(event) => onEnter(event, add)}
            onBlur={() => typed.trim() !== "" && add()}
          />
        </li>
      </ul>
    </Input.Wrapper>
  );
}

/** Enter ends a line; a sentence has no line break of its own. */
function onEnter(event: KeyboardEvent, then: () => void) {
  if (event.key === "Enter" && !event.nativeEvent.isComposing) {
    event.preventDefault();
    then();
  }
}

function focusAfter(list: RefObject<HTMLUListElement | null>, at: number) {
  list.current?.querySelectorAll<HTMLElement>("textarea:not([aria-hidden])")[at + 1]?.focus();
}

interface LineProps {
  readonly text: string;
  readonly name: string;
  readonly onChange: (text: string) => void;
  readonly onLeave: () => void;
  readonly onEnter: () => void;
}

function Line({ text, name, onChange, onLeave, onEnter: next }: LineProps) {
  return (
    <Textarea
      className={classes.line}
      autosize
      minRows={1}
      aria-label={name}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => onEnter(event, next)}
      onBlur={onLeave}
    />
  );
}

interface LineButtonsProps {
  readonly item: string;
  readonly first: boolean;
  readonly last: boolean;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
}

function LineButtons({ item, first, last, onMove, onRemove }: LineButtonsProps) {
  const { t } = useText();
  const name = item.length > 40 ? `${item.slice(0, 39)}…` : item;
  return (
    <>
      <ActionIcon
        size={28}
        aria-label={t("forms.moveUp", { item: name })}
        aria-disabled={first}
        className={classes.move}
        onClick={first ? undefined : () => onMove(-1)}
      >
        <IconArrowUp size={16} stroke={1.5} />
      </ActionIcon>
      <ActionIcon
        size={28}
        aria-label={t("forms.moveDown", { item: name })}
        aria-disabled={last}
        className={classes.move}
        onClick={last ? undefined : () => onMove(1)}
      >
        <IconArrowDown size={16} stroke={1.5} />
      </ActionIcon>
      <ActionIcon size={28} aria-label={t("forms.removeNamed", { name })} onClick={onRemove}>
        <IconTrash size={16} stroke={1.5} />
      </ActionIcon>
    </>
  );
}
