import classes from "./StateMark.module.css";

/** What a state means for a caller: a filled disc, a ring, a dash. Never colour alone. */
export type StateTone = "ready" | "engaged" | "away";

interface StateMarkProps {
  readonly tone: StateTone;
  readonly words: string;
  /** A soft pill for a page's head instead of a plain line. */
  readonly pill?: boolean;
}

export function StateMark({ tone, words, pill = false }: StateMarkProps) {
  return (
    <span className={classes.state} data-pill={pill} data-tone={tone}>
      <i className={classes.shape} data-tone={tone} aria-hidden />
      <span className={classes.words} data-figures>
        {words}
      </span>
    </span>
  );
}
