import { Button } from "@mantine/core";
import { IconCloudCheck } from "@tabler/icons-react";
import { useState } from "react";
import type { AgentSession } from "../agent/session";
import { commands, type PendingAttachment, unwrap } from "../bridge";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import { tell } from "../notices";
import classes from "./Drops.module.css";
import { UploadProgressLine } from "./UploadProgressLine";
import { useUpload } from "./useUpload";

interface PendingAttachmentsProps {
  readonly session: AgentSession;
  readonly pending: readonly PendingAttachment[];
  /** Why the last step of an attachment failed just now, by its id. */
  readonly reasons?: ReadonlyMap<string, unknown>;
  readonly onChanged: () => Promise<unknown>;
}

/** Files that were uploaded and are not on the agent yet: the last step can be done now, or given up. */
export function PendingAttachments({ session, pending, reasons, onChanged }: PendingAttachmentsProps) {
  return pending.map((attachment) => (
    <PendingOne
      key={attachment.id}
      session={session}
      attachment={attachment}
      reason={reasons?.get(attachment.id)}
      onChanged={onChanged}
    />
  ));
}

interface PendingOneProps {
  readonly session: AgentSession;
  readonly attachment: PendingAttachment;
  readonly reason: unknown;
  readonly onChanged: () => Promise<unknown>;
}

function PendingOne({ session, attachment, reason, onChanged }: PendingOneProps) {
  const { t, format } = useText();
  const upload = useUpload();
  const [failure, setFailure] = useState<unknown>();
  const at = format.dateTime(new Date(attachment.uploadedAt));
  const finish = async () => {
    setFailure(undefined);
    const record = await upload.run((job, channel) => commands.finishAttachment(attachment.id, job, channel));
    await onChanged();
    if (record !== undefined) {
      session.replaceRecord(record);
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
  return (
    <section className={classes.pending} aria-label={words}>
      <IconCloudCheck size={18} stroke={1.5} aria-hidden />
      <div className={classes.pendingBody}>
        <p>{words}</p>
        {upload.state.kind === "running" ? (
          <UploadProgressLine progress={upload.state.progress} onStop={upload.stop} />
        ) : (
          <div className={classes.buttons}>
            <Button size="xs" onClick={() => void finish()}>
              {t("drops.finish")}
            </Button>
            <Button size="xs" variant="subtle" onClick={() => void forget()}>
              {t("drops.forget")}
            </Button>
          </div>
        )}
        {error !== undefined && <ErrorNotice error={error} connection={session.connection} compact change />}
      </div>
    </section>
  );
}
