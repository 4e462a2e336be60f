import type { SystemDescription } from "../bridge";
import classes from "./SystemMark.module.css";
import { systemColour } from "./systemColour";

interface SystemMarkProps {
  readonly system: SystemDescription | undefined;
  /** Other letters than the system's own, where several connections lead to it. */
  readonly initials?: string;
  readonly size?: "tiny" | "small" | "medium";
}

/** A system's initials in its own colour. The name stands beside it or in its tooltip. */
export function SystemMark({ system, initials, size = "medium" }: SystemMarkProps) {
  return (
    <span
      className={classes.mark}
      style={system && systemColour(system)}
      data-system={system?.id ?? "other"}
      data-size={size}
      aria-hidden
    >
      {initials ?? system?.initials ?? "?"}
    </span>
  );
}
