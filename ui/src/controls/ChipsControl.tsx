import { MultiSelect, TagsInput } from "@mantine/core";
import { useState } from "react";
import type { JsonValue } from "../bridge";
import { useText } from "../i18n";
import type { ControlProps } from "./control";
import classes from "./controls.module.css";
import { fold } from "./Picker";
import { UnknownItem } from "./UnknownItem";
import { itemsOf, textsOf, withTexts } from "./unknownItems";
import { useLearned } from "./useLearned";

/** A list of short texts, or of ids that are shown by their names. */
export function ChipsControl(props: ControlProps<"chips">) {
  const { session, control, id, label, value, onChange, hint, error } = props;
  const { t } = useText();
  const learned = useLearned(session.connection, control.learned);
  const [typed, setTyped] = useState("");
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
  if (!control.uuid) {
    return (
      <>
        <TagsInput {...common} data={learned.map((each) => each.value)} onChange={change} clearable />
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
  return (
    <>
      <MultiSelect
        {...common}
        data={own ? [...known, { value: search, label: t("controls.useTyped", { value: search }) }] : known}
        onChange={change}
        searchable
        searchValue={typed}
        onSearchChange={setTyped}
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
