import { useQueryClient } from "@tanstack/react-query";
import {
  type AgentId,
  type ConnectionId,
  commands,
  type JobOptions,
  runJob,
  type SystemDescription,
} from "../bridge";
import { useText } from "../i18n";
import { ConfirmDialog } from "../parts/ConfirmDialog";
import { sayDeleted, saySent, takeBack } from "./outcome";

interface Doomed {
  readonly connection: ConnectionId;
  readonly system: SystemDescription;
  readonly agent: AgentId;
  readonly name: string;
}

interface DeleteDialogProps {
  readonly doomed: Doomed;
  /** The entry of the history that is taken back by deleting, where it is that. */
  readonly created?: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Names who is deleted and what is lost, and how it can be made again; while it runs it can be stopped. */
export function DeleteDialog({ doomed, created, opened, onClose }: DeleteDialogProps) {
  const { t } = useText();
  const client = useQueryClient();
  const { connection, system, agent, name } = doomed;
  const remove = async (options: JobOptions) => {
    if (created !== undefined) {
      let failure: { readonly error: unknown } | undefined;
      const failed = (error: unknown) => {
        failure = { error };
      };
      if (!(await takeBack(client, doomed, created, { ...options, failed }))) {
        throw failure?.error;
      }
      return;
    }
    const outcome = await runJob(
      (job, channel) => commands.deleteAgent(connection, agent, job, channel),
      options,
    );
    if (outcome.kind === "deleted") {
      sayDeleted(client, doomed, outcome.change);
    } else if (outcome.kind === "sent") {
      void saySent(outcome.change, { kind: "deleted", name });
    }
  };
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t("agent.deleteTitle", { name })}
      action={t("agent.delete", { name })}
      running={t("changes.deleting", { name })}
      onConfirm={(signal) => remove({ signal })}
    >
      {created !== undefined && <p>{t("history.deleteCreatedMeaning", { name })}</p>}
      <p>{t("agent.deleteLost", { name, system: system.name })}</p>
      <p>{t("agent.deleteBack")}</p>
    </ConfirmDialog>
  );
}
