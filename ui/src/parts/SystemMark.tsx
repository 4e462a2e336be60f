import type { SystemDescription } from "../bridge";
import classes from "./SystemMark.module.css";

interface SystemMarkProps {
  readonly system: SystemDescription | undefined;
  readonly size?: "small" | "medium";
}

/** A system's initials in its own colour. The name stands beside it or in its tooltip. */
export function SystemMark({ system, size = "medium" }: SystemMarkProps) {
  return (
    <span className={classes.mark} data-system={system?.id ?? "other"} data-size={size} aria-hidden>
      {system?.initials ?? "?"}
    </span>
  );
}
