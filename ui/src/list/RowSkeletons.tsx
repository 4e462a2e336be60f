import { useText } from "../i18n";
import classes from "./AgentList.module.css";

const rows = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** The shape of rows to come; drawn only when the wait is felt (after 200 ms). */
export function RowSkeletons() {
  const { t } = useText();
  return (
    <div className={classes.skeletons} role="status" aria-label={t("common.loading")}>
      {rows.map((row) => (
        <div key={row} className={classes.skeletonRow} aria-hidden>
          <i className={classes.skeletonPicture} />
          <i className={classes.skeletonLine} />
          <i className={classes.skeletonState} />
        </div>
      ))}
    </div>
  );
}
