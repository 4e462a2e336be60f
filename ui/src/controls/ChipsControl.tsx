import { MultiSelect, TagsInput } from "@mantine/core";
import { useState } from "react";
import { useText } from "../i18n";
import type { ControlProps } from "./control";
import classes from "./controls.module.css";
import { fold } from "./Picker";
import { useLearned } from "./useLearned";

/** A list of short texts, or of ids that are shown by their names. */
export function ChipsControl(props: ControlProps<"chips">) {
  const { session, control, id, label, value, onChange, hint, error } = props;
  const { t } = useText();
  const learned = useLearned(session.connection, control.learned);
  const [typed, setTyped] = useState("");
  const items = Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  const change = (next: string[]) => onChange(next.length === 0 ? null : next);
  const common = { id, "aria-label": label, className: classes.long, description: hint, error, value: items };
  if (!control.uuid) {
    return <TagsInput {...common} data={learned.map((each) => each.value)} onChange={change} clearable />;
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
  );
}
