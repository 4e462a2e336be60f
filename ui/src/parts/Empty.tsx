import type { ReactNode } from "react";
import classes from "./Empty.module.css";

interface EmptyProps {
  /** One sentence. */
  readonly text: string;
  readonly hint?: string;
  /** One action. */
  readonly children?: ReactNode;
}

/** Nothing to show: one sentence, one action. */
export function Empty({ text, hint, children }: EmptyProps) {
  return (
    <div className={classes.empty}>
      <p className={classes.text}>{text}</p>
      {hint !== undefined && <p className={classes.hint}>{hint}</p>}
      {children}
    </div>
  );
}
