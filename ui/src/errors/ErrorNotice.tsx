import { Button, CopyButton } from "@mantine/core";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconInfoCircle from "@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs";
import type { ConnectionId } from "../bridge";
import { useText } from "../i18n";
import { go } from "../window/place";
import { describeError, wordsOf } from "./describe";
import classes from "./ErrorNotice.module.css";

interface ErrorNoticeProps {
  /** Whatever was thrown. */
  readonly error: unknown;
  /** What "Try again" or "Refresh the list" does; without it no such button is shown. */
  readonly onRetry?: () => void;
  /** The connection it happened on, for the way to its key and settings. */
  readonly connection?: ConnectionId;
  /** A line inside a list or form instead of a block. */
  readonly compact?: boolean;
  /** Something was to be changed: it is said how far that got. Of what was only read there is nothing to say. */
  readonly change?: boolean;
}

/** An error in words: what happened, what it means, what to do; the technical detail is folded under it. */
export function ErrorNotice({
  error,
  onRetry,
  connection,
  compact = false,
  change = false,
}: ErrorNoticeProps) {
  const { t } = useText();
  const described = describeError(error);
  const { remedy } = described;
  const Icon = described.gravity === "problem" ? IconAlertTriangle : IconInfoCircle;
  const toConnection = connection !== undefined && (remedy === "replaceKey" || remedy === "openConnection");
  const retryText = remedy === "refreshList" ? "errors.refreshList" : "common.tryAgain";
  return (
    <div role="alert" className={classes.notice} data-gravity={described.gravity} data-compact={compact}>
      <Icon size={18} stroke={1.5} className={classes.icon} aria-hidden />
      <div className={classes.body}>
        <p className={classes.title}>{described.title}</p>
        <p className={classes.words}>{wordsOf(described, change)}</p>
        {described.retryAfterSeconds !== null && (
          <p className={classes.words}>{t("errors.waitSeconds", { seconds: described.retryAfterSeconds })}</p>
        )}
        {(onRetry !== undefined || toConnection) && (
          <div className={classes.actions}>
            {onRetry !== undefined && (
              <Button size="xs" onClick={onRetry}>
                {t(retryText)}
              </Button>
            )}
            {toConnection && (
              <Button size="xs" onClick={() => go({ screen: "connection", connection })}>
                {t(remedy === "replaceKey" ? "errors.replaceKey" : "errors.openConnection")}
              </Button>
            )}
          </div>
        )}
        <details className={classes.technical}>
          <summary>{t("errors.technical")}</summary>
          <pre>{described.technical}</pre>
          <CopyButton value={described.technical}>
            {({ copied, copy }) => (
              <Button size="xs" variant="subtle" onClick={copy}>
                {copied ? t("common.copied") : t("errors.copyDetails")}
              </Button>
            )}
          </CopyButton>
        </details>
      </div>
    </div>
  );
}
