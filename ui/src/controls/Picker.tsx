/** One of many, found by typing. Where other values are allowed, what was typed can be taken as it is. */
import { Select } from "@mantine/core";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useText } from "../i18n";
import classes from "./controls.module.css";

export interface PickerOption {
  readonly value: string;
  readonly label: string;
  /** Quiet words beside it, such as the clock there. */
  readonly detail?: string | (() => string | undefined) | undefined;
  /** What there is to say about it, below it. */
  readonly line?: string | undefined;
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
/** The last line of a list that is longer. */
const moreValue = "\u0000more";

function chosenFirst(
  all: readonly PickerOption[],
  chosen: PickerOption | undefined,
): readonly PickerOption[] {
  return chosen === undefined || all.length <= shownAtOnce
    ? all
    : [chosen, ...all.filter((option) => option !== chosen)];
}

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
  const [opened, setOpened] = useState(false);
  // A value the list does not know is kept and shown.
  const all = useMemo(
    () =>
      value === null || value === "" || options.some((option) => option.value === value)
        ? options
        : [{ value, label: value } as PickerOption, ...options],
    [options, value],
  );
  const chosen = all.find((option) => option.value === value);
  const search = typed === chosen?.label ? "" : typed.trim();
  const own =
    open &&
    search !== "" &&
    (accepts?.(search) ?? true) &&
    !all.some((option) => option.value === search || fold(option.label) === fold(search));
  const matches = search === "" ? chosenFirst(all, chosen) : findOptions(all, search);
  const found = matches.slice(0, shownAtOnce);
  const more = matches.length - found.length;
  const listed = [
    ...all,
    ...(own ? [{ value: search, label: search }] : []),
    ...(more > 0 ? [{ value: moreValue, label: t("controls.typeForMore", { count: more }) }] : []),
  ];
  // Hundreds of zones and countries are drawn only once somebody looks at them.
  const data = opened ? listed : listed.filter((option) => option === chosen);
  // What is chosen gives way to what is typed, without emptying the field by hand first.
  const input = useRef<HTMLInputElement>(null);
  const justOpened = useRef(false);
  // Mantine gives the list its last name only once it is drawn: the field that names it has to be drawn after it.
  const [, drawAfterList] = useState(false);
  useEffect(() => {
    justOpened.current = opened;
    if (opened) {
      input.current?.select();
    }
    const timer = setTimeout(() => drawAfterList(opened));
    return () => clearTimeout(timer);
  }, [opened]);
  const clicked = () => {
    if (justOpened.current) {
      justOpened.current = false;
      // After the click WebKit sets the caret to where it was.
      setTimeout(() => input.current?.select());
    }
  };
  const shown = new Set([
    ...found.map((option) => option.value),
    ...(own ? [search] : []),
    ...(more > 0 ? [moreValue] : []),
  ]);
  return (
    <Select
      id={id}
      aria-label={label}
      className={width === "wide" ? classes.wide : classes.middle}
      description={hint}
      error={error}
      data={data.map(({ value, label }) => ({ value, label, disabled: value === moreValue }))}
      filter={({ options: given }) =>
        // In the order they were found in: what begins with the typed words comes first.
        [...shown].flatMap((each) => given.find((option) => "value" in option && option.value === each) ?? [])
      }
      value={value === "" ? null : value}
      onChange={onChange}
      // The list itself scrolls, so that it is known as what the field opens.
      withScrollArea={false}
      classNames={{ options: classes.options }}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      allowDeselect={false}
      clearable={clearable}
      clearButtonProps={{ className: classes.clear, "aria-label": `${t("common.clear")}: ${label}` }}
      nothingFoundMessage={t("controls.nothingFound")}
      onDropdownOpen={() => setOpened(true)}
      onDropdownClose={() => setOpened(false)}
      ref={input}
      onClick={clicked}
      comboboxProps={{ keepMounted: false, width: "target", position: "bottom-start" }}
      spellCheck={false}
      renderOption={({ option }) => {
        const full = all.find((each) => each.value === option.value);
        const detail = typeof full?.detail === "function" ? full.detail() : full?.detail;
        return (
          <span className={classes.option}>
            <span className={classes.optionWords} dir="auto">
              {full === undefined && option.value !== moreValue
                ? t("controls.useTyped", { value: option.label })
                : option.label}
              {full?.line !== undefined && <span className={classes.optionLine}>{full.line}</span>}
            </span>
            {detail !== undefined && <span className={classes.optionDetail}>{detail}</span>}
          </span>
        );
      }}
    />
  );
}
