import { Pill } from "@mantine/core";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useText } from "../i18n";
import classes from "./controls.module.css";

interface EditableChipProps {
  readonly item: string;
  readonly onChange: (text: string) => void;
  readonly onRemove: () => void;
}

/** A short text of a list, changed where it stands. */
export function EditableChip({ item, onChange, onRemove }: EditableChipProps) {
  const { t } = useText();
  const [typed, setTyped] = useState<string>();
  // Where the page goes away in the middle of it, what was typed counts.
  const atTheEnd = useRef((): void => undefined);
  const finish = () => {
    atTheEnd.current = () => undefined;
    setTyped(undefined);
    const text = typed?.trim() ?? "";
    if (text !== "" && text !== item) {
      onChange(text);
    }
  };
  useLayoutEffect(() => {
    atTheEnd.current = finish;
  });
  useEffect(() => () => atTheEnd.current(), []);
  if (typed === undefined) {
    return (
      <Pill
        withRemoveButton
        onRemove={onRemove}
        removeButtonProps={{ "aria-label": t("forms.removeNamed", { name: item }), "aria-hidden": false }}
      >
        <button
          type="button"
          className={classes.chip}
          aria-label={t("controls.changeChip", { item })}
          // Around it is the field for new ones, which takes the focus of every click.
          onClick={(event) => {
            event.stopPropagation();
            setTyped(item);
          }}
        >
          {item}
        </button>
      </Pill>
    );
  }
  return (
    <input
      className={classes.chipInput}
      aria-label={t("controls.changeChip", { item })}
      value={typed}
      size={Math.max(typed.length, 4)}
      // biome-ignore lint/a11y/noAutofocus: the chip that was chosen became this field.
      autoFocus
      onMouseDown={(event) => event.stopPropagation()}
      onClick={(event) => event.stopPropagation()}
      onPaste={(event) => event.stopPropagation()}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") {
          event.preventDefault();
          finish();
        } else if (event.key === "Escape") {
          setTyped(undefined);
        }
      }}
    />
  );
}
