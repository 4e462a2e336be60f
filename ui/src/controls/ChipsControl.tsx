import { MultiSelect, TagsInput } from "@mantine/core";
import type { JsonValue } from "../bridge";
import { fold, useText } from "../i18n";
import type { ControlProps } from "./control";
import classes from "./controls.module.css";
import { EditableChip } from "./EditableChip";
import { notAUuid, uuid } from "./pickers";
import { UnknownItem } from "./UnknownItem";
import { itemsOf, textsOf, withTexts } from "./unknownItems";
import { useHalf, type Why } from "./useHalf";
import { useLearned } from "./useLearned";

const notYetAdded: Why = { code: "wrongForm", context: { expected: "chip" } };

/** The list with one text in another's place; once, where it is there already. */
function renamed(items: readonly string[], from: string, to: string): string[] {
  return items.flatMap((item) => (item === from ? (items.includes(to) ? [] : [to]) : [item]));
}

/** A list of short texts, or of ids that are shown by their names. */
export function ChipsControl(props: ControlProps<"chips">) {
  const { session, field, control, id, label, value, onChange, hint, error } = props;
  const { t } = useText();
  const learned = useLearned(session.connection, control.learned);
  const half = useHalf(session, field.pointer);
  const typed = half.typed?.text ?? "";
  const all = itemsOf(value);
  const items = textsOf(all);
  const put = (next: readonly JsonValue[]) => onChange(next.length === 0 ? null : [...next]);
  const change = (next: string[]) => put(withTexts(all, next));
  const unknown = all.map((item, at) =>
    typeof item === "string" ? null : (
      <UnknownItem
        // biome-ignore lint/suspicious/noArrayIndexKey: what the program does not know has no other name
        key={at}
        session={session}
        item={item}
        onRemove={() => put(all.filter((_, index) => index !== at))}
      />
    ),
  );
  const common = { id, "aria-label": label, className: classes.long, description: hint, error, value: items };
  const type = (text: string, why: Why) => {
    if (text.trim() === "") {
      half.forget();
    } else {
      half.keep(text, { ...why, context: { ...why.context, value: text.trim() } });
    }
  };
  if (!control.uuid) {
    return (
      <>
        <TagsInput
          {...common}
          data={[...new Set([...control.known, ...learned.map((each) => each.value)])]}
          onChange={change}
          searchValue={typed}
          // Left or entered, it becomes one of the list; where the page goes away meanwhile, it stays as it is.
          onSearchChange={(text) => type(text, notYetAdded)}
          renderPill={({ value: item, onRemove }) => (
            <EditableChip
              item={item ?? ""}
              onRemove={() => onRemove?.()}
              onChange={(text) => change(renamed(items, item ?? "", text))}
            />
          )}
          clearable
        />
        {unknown}
      </>
    );
  }
  const known = [
    ...learned.map((each) => ({ value: each.value, label: each.label })),
    ...items
      .filter((item) => !learned.some((each) => each.value === item))
      .map((item) => ({ value: item, label: item })),
  ];
  const search = typed.trim();
  const own = search !== "" && !known.some((each) => fold(each.label).includes(fold(search)));
  const settle = () => {
    const taken = known.find((each) => each.value === search || fold(each.label) === fold(search))?.value;
    const added = taken ?? (uuid.test(search) ? search : undefined);
    if (added === undefined) {
      half.leave();
      return;
    }
    half.forget();
    if (!items.includes(added)) {
      change([...items, added]);
    }
  };
  return (
    <>
      <MultiSelect
        {...common}
        data={own ? [...known, { value: search, label: t("controls.useTyped", { value: search }) }] : known}
        onChange={change}
        searchable
        searchValue={typed}
        // The list empties the field whenever it is left: what somebody typed is kept.
        onInput={(event) => type(event.currentTarget.value, notAUuid)}
        onOptionSubmit={half.forget}
        onBlur={settle}
        selectFirstOptionOnChange
        hidePickedOptions
        clearable
        clearButtonProps={{ "aria-label": `${t("common.clear")}: ${label}` }}
        comboboxProps={{ keepMounted: false }}
        nothingFoundMessage={t("controls.nothingFound")}
      />
      {unknown}
    </>
  );
}
