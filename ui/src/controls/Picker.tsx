/** One of many, found by typing. Where other values are allowed, what was typed can be taken as it is. */
import { Select } from "@mantine/core";
import { type ReactNode, useMemo, useState } from "react";
import { useText } from "../i18n";
import classes from "./controls.module.css";

export interface PickerOption {
  readonly value: string;
  readonly label: string;
  /** Quiet words beside it, such as the clock there. */
  readonly detail?: string;
  /** More words to find it by. */
  readonly search?: string;
}

interface PickerProps {
  readonly id: string;
  readonly label: string;
  readonly options: readonly PickerOption[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly hint: ReactNode;
  readonly error: ReactNode;
  /** Whether a value that is not in the list may be typed. */
  readonly open: boolean;
  readonly clearable: boolean;
  /** Whether what was typed would do as a value. */
  readonly accepts?: (typed: string) => boolean;
  readonly width?: "middle" | "wide";
}

const shownAtOnce = 60;

export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

/** The options that hold every word typed; those that begin with it first. */
export function findOptions(options: readonly PickerOption[], typed: string): PickerOption[] {
  const words = fold(typed)
    .split(/[\s/,]+/)
    .filter((word) => word !== "");
  if (words.length === 0) {
    return [...options];
  }
  const held = options
    .map((option) => ({ option, text: fold(`${option.label} ${option.value} ${option.search ?? ""}`) }))
    .filter(({ text }) => words.every((word) => text.includes(word)));
  const rank = (text: string) => (text.startsWith(words[0] ?? "") ? 0 : 1);
  return held.sort((one, other) => rank(one.text) - rank(other.text)).map(({ option }) => option);
}

export function Picker({
  id,
  label,
  options,
  value,
  onChange,
  hint,
  error,
  open,
  clearable,
  accepts,
  width = "middle",
}: PickerProps) {
  const { t } = useText();
  const [typed, setTyped] = useState("");
  // A value the list does not know is kept and shown.
  const all = useMemo(
    () =>
      value === null || value === "" || options.some((option) => option.value === value)
        ? options
        : [{ value, label: value }, ...options],
    [options, value],
  );
  const chosen = all.find((option) => option.value === value);
  const search = typed === chosen?.label ? "" : typed.trim();
  const own =
    open &&
    search !== "" &&
    (accepts?.(search) ?? true) &&
    !all.some((option) => option.value === search || fold(option.label) === fold(search));
  const found = findOptions(all, search);
  const shown = [
    ...found.slice(0, shownAtOnce),
    ...(chosen === undefined || found.slice(0, shownAtOnce).includes(chosen) ? [] : [chosen]),
    ...(own ? [{ value: search, label: search }] : []),
  ];
  return (
    <Select
      id={id}
      aria-label={label}
      className={width === "wide" ? classes.wide : classes.middle}
      description={hint}
      error={error}
      data={shown}
      filter={({ options: given }) => given}
      value={value === "" ? null : value}
      onChange={onChange}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      allowDeselect={false}
      clearable={clearable}
      clearButtonProps={{ "aria-label": `${t("common.clear")}: ${label}` }}
      nothingFoundMessage={t("controls.nothingFound")}
      comboboxProps={{ shadow: "md", width: "target", position: "bottom-start" }}
      spellCheck={false}
      renderOption={({ option }) => {
        const full = all.find((each) => each.value === option.value);
        return (
          <span className={classes.option}>
            <span dir="auto">
              {full === undefined ? t("controls.useTyped", { value: option.label }) : option.label}
            </span>
            {full !== undefined && "detail" in full && full.detail !== undefined && (
              <span className={classes.optionDetail}>{full.detail}</span>
            )}
          </span>
        );
      }}
    />
  );
}
