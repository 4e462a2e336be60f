import { Button, Progress } from "@mantine/core";
import type { UploadProgress } from "../bridge";
import { type MessageId, useText } from "../i18n";
import classes from "./Upload.module.css";

interface UploadProgressLineProps {
  readonly progress: UploadProgress;
  /** Of what, where several may run. */
  readonly name?: string | undefined;
  readonly onStop: () => void;
}

const steps: Readonly<Record<UploadProgress["step"], MessageId>> = {
  preparing: "drops.step.preparing",
  requesting: "drops.step.requesting",
  sending: "drops.step.sending",
  attaching: "drops.step.attaching",
  done: "drops.step.done",
};

/** Parts of the bar that the steps before and after the sending take. */
const before = { preparing: 4, requesting: 10, sending: 14, attaching: 94, done: 100 } as const;

function shareOf(progress: UploadProgress): number {
  if (progress.step !== "sending" || progress.total <= 0) {
    return before[progress.step];
  }
  return before.sending + (before.attaching - before.sending) * Math.min(1, progress.sent / progress.total);
}

/** Where an upload is, in a bar and in words, with a way to stop it. */
export function UploadProgressLine({ progress, name, onStop }: UploadProgressLineProps) {
  const { t, format } = useText();
  const words =
    progress.step === "sending" && progress.total > 0
      ? t("drops.step.sendingShare", { share: format.percent(Math.min(1, progress.sent / progress.total)) })
      : t(steps[progress.step]);
  return (
    <div className={classes.progress}>
      <Progress
        value={shareOf(progress)}
        size={6}
        radius="xl"
        aria-label={name === undefined ? t("drops.uploading") : t("drops.uploadingNamed", { name })}
        className={classes.bar}
      />
      <span className={classes.step} role="status">
        {words}
      </span>
      <Button
        size="xs"
        aria-label={name === undefined ? undefined : t("drops.stopUpload", { name })}
        onClick={onStop}
        disabled={progress.step === "done"}
      >
        {t("common.cancel")}
      </Button>
    </div>
  );
}
