import { Button } from "@mantine/core";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconClock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import IconClockQuestion from "@tabler/icons-react/dist/esm/icons/IconClockQuestion.mjs";
import { type AgentId, CallboardFailure, type DropCopyOutcome, type DropTarget } from "../bridge";
import { describeError, wordsOf } from "../errors";
import { shownName, useText } from "../i18n";
import { go } from "../window/place";
import classes from "./CopyDrop.module.css";

interface CopyResultsProps {
  readonly targets: readonly DropTarget[];
  readonly outcomes: ReadonlyMap<AgentId, DropCopyOutcome>;
  readonly running: boolean;
  readonly onRetry: (agents: readonly AgentId[]) => void;
}

/** What became of the copy on each agent; only those that failed are tried again. */
export function CopyResults({ targets, outcomes, running, onRetry }: CopyResultsProps) {
  const { t } = useText();
  const failed = targets.filter(({ agent }) => outcomes.get(agent)?.kind === "failed");
  const unknown = targets.filter(({ agent }) => outcomes.get(agent)?.kind === "sent");
  const done = targets.filter(({ agent }) => outcomes.has(agent)).length - failed.length - unknown.length;
  return (
    <>
      <p className={classes.sum} role="status">
        {running
          ? t("drops.copyingCount", { done: outcomes.size, count: targets.length })
          : t("drops.copiedCount", { done, count: targets.length })}
      </p>
      <ul className={classes.results}>
        {targets.map((target) => (
          <li key={target.agent}>
            <bdi className={classes.resultName}>{shownName(target.name, t("agents.noName"))}</bdi>
            <Outcome outcome={outcomes.get(target.agent)} />
          </li>
        ))}
      </ul>
      {!running && unknown.length > 0 && (
        <div>
          <Button size="xs" onClick={() => go({ screen: "unfinished" })}>
            {t("changes.show")}
          </Button>
        </div>
      )}
      {!running && failed.length > 0 && (
        <div>
          <Button onClick={() => onRetry(failed.map(({ agent }) => agent))}>
            {t("drops.retryCopies", { count: failed.length })}
          </Button>
        </div>
      )}
    </>
  );
}

function Outcome({ outcome }: { readonly outcome: DropCopyOutcome | undefined }) {
  const { t } = useText();
  switch (outcome?.kind) {
    case undefined:
      return (
        <span className={classes.outcome}>
          <IconClock size={16} stroke={1.5} aria-hidden />
          {t("drops.copyWaits")}
        </span>
      );
    case "copied":
    case "present":
      return (
        <span className={classes.outcome} data-tone="good">
          <IconCheck size={16} stroke={1.5} aria-hidden />
          {t(outcome.kind === "copied" ? "drops.copyDone" : "drops.copyPresent")}
        </span>
      );
    case "sent":
      return (
        <span className={classes.outcome}>
          <IconClockQuestion size={16} stroke={1.5} aria-hidden />
          {t("drops.copySent")}
        </span>
      );
    case "failed": {
      const described = describeError(new CallboardFailure(outcome.error));
      const { title, technical } = described;
      return (
        <div className={classes.reason}>
          <span className={classes.outcome} data-tone="bad">
            <IconAlertTriangle size={16} stroke={1.5} aria-hidden />
            {title}
          </span>
          <p>{wordsOf(described, true)}</p>
          <details>
            <summary>{t("errors.technical")}</summary>
            <pre>{technical}</pre>
          </details>
        </div>
      );
    }
  }
}
