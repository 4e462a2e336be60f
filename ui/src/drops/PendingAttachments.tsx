import { Button } from "@mantine/core";
import IconCloudCheck from "@tabler/icons-react/dist/esm/icons/IconCloudCheck.mjs";
import { useState } from "react";
import { type AgentRecord, commands, type PendingAttachment, unwrap } from "../bridge";
import { ErrorNotice, toError } from "../errors";
import { useText } from "../i18n";
import { tell } from "../notices";
import classes from "./Drops.module.css";
import { UploadProgressLine } from "./UploadProgressLine";
import { useUpload } from "./useUpload";

interface PendingAttachmentsProps {
  readonly pending: readonly PendingAttachment[];
  /** Why the last step of an attachment failed just now, by its id. */
  readonly reasons?: ReadonlyMap<string, unknown>;
  /** Whose it is, where several agents' files stand together. */
  readonly whose?: (attachment: PendingAttachment) => string;
  /** The agent with the file on it. */
  readonly onStored: (record: AgentRecord) => void;
  readonly onChanged: () => Promise<unknown>;
}

/** Files that were uploaded and are not on the agent yet: the last step can be done now, or given up. */
export function PendingAttachments({
  pending,
  reasons,
  whose,
  onStored,
  onChanged,
}: PendingAttachmentsProps) {
  return pending.map((attachment) => (
    <PendingOne
      key={attachment.id}
      attachment={attachment}
      whose={whose?.(attachment)}
      reason={reasons?.get(attachment.id)}
      onStored={onStored}
      onChanged={onChanged}
    />
  ));
}

interface PendingOneProps {
  readonly attachment: PendingAttachment;
  readonly whose: string | undefined;
  readonly reason: unknown;
  readonly onStored: PendingAttachmentsProps["onStored"];
  readonly onChanged: () => Promise<unknown>;
}

function PendingOne({ attachment, whose, reason, onStored, onChanged }: PendingOneProps) {
  const { t, format } = useText();
  const upload = useUpload();
  const [failure, setFailure] = useState<unknown>();
  const at = format.dateTime(new Date(attachment.uploadedAt));
  const finish = async (anyway: boolean) => {
    setFailure(undefined);
    const record = await upload.run((job, channel) =>
      commands.finishAttachment(attachment.id, anyway, job, channel),
    );
    await onChanged();
    if (record !== undefined) {
      onStored(record);
      tell.done(t("drops.finished"));
    }
  };
  const forget = async () => {
    try {
      await unwrap(commands.forgetAttachment(attachment.id));
      await onChanged();
    } catch (error) {
      setFailure(error);
    }
  };
  const words =
    attachment.media === "avatar"
      ? t("drops.pendingPicture", { at })
      : t(attachment.replaces === null ? "drops.pendingDrop" : "drops.pendingReplacement", {
          name: attachment.name,
          at,
        });
  const error = upload.state.kind === "failed" ? upload.state.error : (failure ?? reason);
  // A newer picture is there: this one takes its place only where somebody says so.
  const superseded = error !== undefined && toError(error).code === "superseded";
  return (
    <section className={classes.pending} aria-label={words}>
      <IconCloudCheck size={18} stroke={1.5} aria-hidden />
      <div className={classes.pendingBody}>
        {whose !== undefined && <p dir="auto">{whose}</p>}
        <p>{words}</p>
        {upload.state.kind === "running" ? (
          <UploadProgressLine progress={upload.state.progress} onStop={upload.stop} />
        ) : (
          <div className={classes.buttons}>
            <Button size="xs" onClick={() => void finish(superseded)}>
              {t(superseded ? "changes.useAnyway" : "drops.finish")}
            </Button>
            <Button size="xs" variant="subtle" onClick={() => void forget()}>
              {t("drops.forget")}
            </Button>
          </div>
        )}
        {error !== undefined && (
          <ErrorNotice error={error} connection={attachment.connection} compact change />
        )}
      </div>
    </section>
  );
}
