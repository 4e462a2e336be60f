import { Button } from "@mantine/core";
import { type RefObject, useState } from "react";
import { useText } from "../i18n";
import classes from "./forms.module.css";

const shownAtOnce = 6;

interface AudioTagsProps {
  readonly tags: readonly string[];
  /** Where the text is typed. */
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** Directions for the voice, put in where the cursor is. */
export function AudioTags({ tags, area, text, onChange }: AudioTagsProps) {
  const { t } = useText();
  const [all, setAll] = useState(false);
  const insert = (tag: string) => {
    const at = area.current?.selectionStart ?? text.length;
    const put = `[${tag}] `;
    onChange(text.slice(0, at) + put + text.slice(at));
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(at + put.length, at + put.length);
    });
  };
  const more = tags.length - shownAtOnce;
  return (
    <fieldset className={classes.tags} aria-label={t("forms.voiceDirections")}>
      <span className={classes.tagsTitle} aria-hidden>
        {t("forms.voiceDirections")}
      </span>
      {(all ? tags : tags.slice(0, shownAtOnce)).map((tag) => (
        <button
          key={tag}
          type="button"
          className={classes.tag}
          aria-label={t("forms.insertTag", { tag })}
          onClick={() => insert(tag)}
        >
          [{tag}]
        </button>
      ))}
      {more > 0 && (
        <Button size="compact-xs" variant="subtle" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("forms.fewerTags") : t("forms.moreTags", { count: more })}
        </Button>
      )}
    </fieldset>
  );
}
