import { IconArrowRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useText } from "../i18n";
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
  const { t } = useText();
  return (
    <li className={classes.change}>
      <span className={classes.changeLabel}>{change.label}</span>
      <span className={classes.changeValues}>
        <span className={classes.before} dir="auto">
          <span className={classes.hidden}>{t("agent.before")}: </span>
          {change.before}
        </span>
        <IconArrowRight size={16} stroke={1.5} className={classes.arrow} aria-hidden />
        <span className={classes.after} dir="auto">
          <span className={classes.hidden}>{t("agent.after")}: </span>
          {change.after}
        </span>
      </span>
      {children}
    </li>
  );
}
