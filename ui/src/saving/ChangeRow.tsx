import { VisuallyHidden } from "@mantine/core";
import IconArrowRight from "@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs";
import type { ReactNode } from "react";
import { useText } from "../i18n";
import { isWorthComparing, WordDiff } from "../parts/WordDiff";
import type { ShownChange } from "./changes";
import classes from "./Dialogs.module.css";

/** A field with its value before and after. */
export function ChangeRow({
  change,
  children,
}: {
  readonly change: ShownChange;
  readonly children?: ReactNode;
}) {
  return (
    <li className={classes.change}>
      <span className={classes.changeLabel} dir="auto">
        {change.label}
      </span>
      <Values {...change} />
      {children}
      {change.parts !== undefined && change.parts.length > 0 && (
        <ul className={classes.parts}>
          {change.parts.map((part, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two entries of a list may be called the same
            <li key={at} className={classes.part}>
              <span className={classes.partLabel} dir="auto">
                {part.label}
              </span>
              <Values {...part} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Values({ before, after, text }: Pick<ShownChange, "before" | "after" | "text">) {
  const { t } = useText();
  if (text !== undefined && isWorthComparing(text.before, text.after)) {
    return (
      <span className={classes.compared}>
        <WordDiff {...text} />
      </span>
    );
  }
  return (
    <span className={classes.changeValues}>
      <span className={classes.before} dir="auto">
        <VisuallyHidden>{t("agent.before")}: </VisuallyHidden>
        {before}
      </span>
      <IconArrowRight size={16} stroke={1.5} className={classes.arrow} aria-hidden />
      <span className={classes.after} dir="auto">
        <VisuallyHidden>{t("agent.after")}: </VisuallyHidden>
        {after}
      </span>
    </span>
  );
}
