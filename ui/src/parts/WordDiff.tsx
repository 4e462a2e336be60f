import { VisuallyHidden } from "@mantine/core";
import { useMemo, useState } from "react";
import { shownText, useText } from "../i18n";
import { differences, folded, haveInCommon } from "./textDifferences";
import classes from "./WordDiff.module.css";

interface WordDiffProps {
  readonly before: string;
  readonly after: string;
}

/** Whether two texts are long enough, and alike enough, for their words to be compared. */
export function isWorthComparing(before: string, after: string): boolean {
  return (
    before !== "" &&
    after !== "" &&
    before.length + after.length > 80 &&
    haveInCommon(differences(before, after))
  );
}

/**
 * A text with what was taken out struck and what was put in underlined, each said in words for those who hear it. Long stretches that
 * stayed the same are folded.
 */
export function WordDiff({ before, after }: WordDiffProps) {
  const { t } = useText();
  const pieces = useMemo(() => differences(shownText(before), shownText(after)), [before, after]);
  const [whole, setWhole] = useState(false);
  const shown = whole ? pieces : folded(pieces);
  return (
    <span className={classes.diff} dir="auto">
      {shown.map((piece, at) => {
        switch (piece.kind) {
          case "same":
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces are replaced as a whole
            return <span key={at}>{piece.text}</span>;
          case "folded":
            return (
              <button
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                key={at}
                type="button"
                className={classes.folded}
                onClick={() => setWhole(true)}
              >
                {t("diff.folded", { count: piece.words })}
              </button>
            );
          case "removed":
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <del key={at} className={classes.removed}>
                <VisuallyHidden component="span">{t("diff.removed")} </VisuallyHidden>
                {piece.text}
                <VisuallyHidden component="span"> {t("diff.end")} </VisuallyHidden>
              </del>
            );
          default:
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <ins key={at} className={classes.added}>
                <VisuallyHidden component="span">{t("diff.added")} </VisuallyHidden>
                {piece.text}
                <VisuallyHidden component="span"> {t("diff.end")} </VisuallyHidden>
              </ins>
            );
        }
      })}
    </span>
  );
}
