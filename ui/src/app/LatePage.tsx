import { Skeleton, VisuallyHidden } from "@mantine/core";
import { AgentPageOutline } from "../agent/PageSkeleton";
import { useText } from "../i18n";
import type { Place } from "../window/place";
import classes from "./App.module.css";

const lines = [460, 620, 380, 540, 300];

/** The outline of a page whose script is still on its way; drawn only once the wait is felt. */
export function LatePage({ screen }: Pick<Place, "screen">) {
  const { t } = useText();
  if (screen === "agents" || screen === "everything" || screen === "me") {
    return <AgentPageOutline />;
  }
  return (
    <div className={classes.latePage} role="status" aria-busy="true" aria-label={t("common.loading")}>
      <VisuallyHidden component="h1">{t("common.loading")}</VisuallyHidden>
      <Skeleton height={22} width={220} />
      {lines.map((width) => (
        <Skeleton key={width} height={34} width={width} maw="100%" />
      ))}
    </div>
  );
}
