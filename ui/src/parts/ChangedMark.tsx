import classes from "./ChangedMark.module.css";

/** The dot beside what was changed and not saved; with a label where no words say so. */
export function ChangedMark({ label }: { readonly label?: string }) {
  return label === undefined ? (
    <i className={classes.mark} />
  ) : (
    <i className={classes.mark} role="img" aria-label={label} />
  );
}
