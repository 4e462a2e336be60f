import { Skeleton } from "@mantine/core";
import { useText } from "../i18n";
import classes from "./AgentPage.module.css";

const fields = [280, 320, 620, 240, 320, 320];

/** The page's outline, shown only once the wait is felt. */
export function PageSkeleton() {
  const { t } = useText();
  return (
    <div className={classes.page} role="status" aria-busy="true" aria-label={t("common.loading")}>
      <div className={classes.late}>
        <div className={classes.header}>
          <Skeleton circle height={64} />
          <div>
            <Skeleton height={20} width={180} />
            <Skeleton height={13} width={320} mt={10} />
          </div>
        </div>
        <div className={classes.body}>
          <div className={classes.navSkeleton}>
            {fields.map((width, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same and never move
              <Skeleton key={at} height={13} width={70 + (width % 40)} />
            ))}
          </div>
          <div className={classes.skeletons}>
            {fields.map((width, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same and never move
              <Skeleton key={at} height={34} width={width} maw="100%" />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}
