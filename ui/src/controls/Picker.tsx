/** One of many, found by typing. Where other values are allowed, what was typed can be taken as it is. */

import { Select } from "@mantine/core";
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { fold, useText } from "../i18n";
import classes from "./controls.module.css";
import { findingWords } from "./findings";
import { type Half, useLocalHalf, type Why } from "./useHalf";

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
  /** Where what was typed is kept that is no value; without it, in the picker itself. */
  readonly half?: Half;
  /** What is wrong with something that would not do. */
  readonly refusal?: Why;
  readonly width?: "middle" | "wide";
}

const notAnOption: Why = { code: "notAnOption", context: {} };
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
  half: kept,
  refusal = notAnOption,
  width = "middle",
}: PickerProps) {
  const texts = useText();
  const { t } = texts;
  const mine = useLocalHalf();
  const half = kept ?? mine;
  // The list writes what is chosen into the field whenever it is left: what somebody types is kept beside it.
  const [written, setTyped] = useState("");
  const typed = half.typed?.text ?? written;
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
  const exact = all.find((option) => option.value === search || fold(option.label) === fold(search));
  const own = open && search !== "" && (accepts?.(search) ?? true) && exact === undefined;
  const matches = search === "" ? chosenFirst(all, chosen) : findOptions(all, search);
  const found = matches.slice(0, shownAtOnce);
  const more = matches.length - found.length;
  const listed = [
    ...all,
    ...(own ? [{ value: search, label: search }] : []),
    ...(more > 0 ? [{ value: moreValue, label: t("controls.typeForMore", { count: more }) }] : []),
  ];
  const type = (text: string) => {
    if (text.trim() === "" || text === chosen?.label) {
      half.forget();
    } else {
      half.keep(text, { ...refusal, context: { ...refusal.context, value: text.trim() } });
    }
  };
  const choose = (next: string | null) => {
    half.forget();
    onChange(next);
  };
  /** What was typed counts where it can; else it stays, and it is said why not. */
  const settle = () => {
    if (half.typed === undefined) {
      return;
    }
    const taken = exact?.value ?? (own ? search : undefined);
    if (taken === undefined) {
      half.leave();
    } else {
      choose(taken);
    }
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    const marked = event.currentTarget.getAttribute("aria-activedescendant");
    if (event.key === "Enter" && half.typed !== undefined && !marked) {
      event.preventDefault();
      settle();
    } else if (event.key === "Escape" && half.typed !== undefined) {
      half.forget();
      setTyped(chosen?.label ?? "");
    }
  };
  const complaint =
    kept === undefined && half.typed !== undefined && !half.typed.typing
      ? findingWords(
          { pointer: "", severity: "error", ...half.typed, context: { ...half.typed.context } },
          texts,
        )
      : undefined;
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
      error={error ?? complaint}
      data={data.map(({ value, label }) => ({ value, label, disabled: value === moreValue }))}
      filter={({ options: given }) =>
        // In the order they were found in: what begins with the typed words comes first.
        [...shown].flatMap((each) => given.find((option) => "value" in option && option.value === each) ?? [])
      }
      value={value === "" ? null : value}
      onChange={choose}
      onOptionSubmit={half.forget}
      onInput={(event) => type(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={keys}
      selectFirstOptionOnChange
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
