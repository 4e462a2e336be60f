import { Button } from "@mantine/core";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import { commands, unwrap } from "../bridge";
import { describeError } from "../errors";
import { useText } from "../i18n";
import { tell } from "../notices";
import type { FramePart } from "./Boundary";
import classes from "./PartFailed.module.css";

interface PartFailedProps {
  readonly part: FramePart;
  readonly error: unknown;
  readonly onAgain: () => void;
  readonly onDismiss?: () => void;
}

/** Where a part of the frame would stand: that it cannot be shown, and what can be done. */
export function PartFailed({ part, error, onAgain, onDismiss }: PartFailedProps) {
  const { t } = useText();
  const title = t(`failed.${part}`);
  // It stands where the part's own heading would.
  const whole = part === "page" || part === "list" || part === "window";
  const Title = whole ? "h1" : "p";
  return (
    <div className={classes.place} data-part={part}>
      <section role="alert" className={classes.notice} aria-label={title}>
        <IconAlertTriangle size={18} stroke={1.5} className={classes.icon} aria-hidden />
        <div>
          <Title className={classes.title}>{title}</Title>
          <p className={classes.words}>
            {t(part === "window" ? "failed.wholeMeaning" : "failed.meaning")} {t("failed.action")}
          </p>
          <div className={classes.actions}>
            <Button size="xs" onClick={onAgain}>
              {t("common.tryAgain")}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              onClick={() => void unwrap(commands.showLogs()).catch(tell.problem)}
            >
              {t("settings.logs")}
            </Button>
            {onDismiss !== undefined && (
              <Button size="xs" variant="subtle" onClick={onDismiss}>
                {t("common.close")}
              </Button>
            )}
          </div>
          {whole && (
            <details className={classes.technical}>
              <summary>{t("errors.technical")}</summary>
              <pre>{describeError(error).technical}</pre>
            </details>
          )}
        </div>
      </section>
    </div>
  );
}
