import { Button, Skeleton } from "@mantine/core";
import { useEffect, useState } from "react";
import { useText } from "../i18n";
import classes from "./AgentPage.module.css";

const fields = [280, 320, 620, 240, 320, 320];

/** How long a reading goes on before it is offered to stop it, in milliseconds. */
const offersStopAfter = 3000;

interface PageSkeletonProps {
  readonly onStop: () => void;
}

/** The page's outline, shown only once the wait is felt; a wait that is long can be ended. */
export function PageSkeleton({ onStop }: PageSkeletonProps) {
  const { t } = useText();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), offersStopAfter);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={classes.page} data-waiting>
      {long ? (
        <div className={classes.waiting} role="status">
          <span>{t("agent.stillReading")}</span>
          <Button size="xs" onClick={onStop}>
            {t("agent.stop")}
          </Button>
        </div>
      ) : (
        <span />
      )}
      <Outline />
    </div>
  );
}

/** The same while the page's own script is still on its way: there is nothing to stop yet. */
export function AgentPageOutline() {
  return (
    <div className={classes.page} data-waiting>
      <span />
      <Outline />
    </div>
  );
}

function Outline() {
  const { t } = useText();
  return (
    <div className={classes.late} role="status" aria-busy="true" aria-label={t("common.loading")}>
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
  );
}
