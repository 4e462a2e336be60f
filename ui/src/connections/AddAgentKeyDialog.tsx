import { Button, Modal } from "@mantine/core";
import type { ConnectionView } from "../bridge";
import { useText } from "../i18n";
import { AgentKeyForm } from "./AgentKeyForm";

interface AddAgentKeyDialogProps {
  readonly connection: ConnectionView;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onAdded: (view: ConnectionView) => void;
}

/** Adds an agent of a system that gives each agent a key of its own. */
export function AddAgentKeyDialog({ connection, opened, onClose, onAdded }: AddAgentKeyDialogProps) {
  const { t } = useText();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("agentKey.title")}
      size={480}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <AgentKeyForm
        connection={connection}
        placed="dialog"
        onAdded={(view) => {
          onClose();
          onAdded(view);
        }}
      >
        <Button onClick={onClose}>{t("common.cancel")}</Button>
      </AgentKeyForm>
    </Modal>
  );
}
