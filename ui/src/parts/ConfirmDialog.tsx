import { Button, Modal } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import classes from "./ConfirmDialog.module.css";

interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** A question that names what it is about. */
  readonly title: string;
  /** What is lost and what stays. */
  readonly children: ReactNode;
  /** A verb and its object, such as "Delete Ana Ruiz". */
  readonly action: string;
  readonly onConfirm: () => Promise<void>;
}

/** Asks before something is destroyed. Stays open, with the reason, when it fails. */
export function ConfirmDialog({ opened, onClose, title, children, action, onConfirm }: ConfirmDialogProps) {
  const { t } = useText();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const close = () => {
    setFailure(undefined);
    onClose();
  };
  const confirm = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={title}
      size={440}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <div className={classes.words}>{children}</div>
      {failure !== undefined && <ErrorNotice error={failure} compact change />}
      <div className={classes.actions}>
        <Button data-autofocus onClick={close}>
          {t("common.cancel")}
        </Button>
        <Button variant="filled" color="bad" loading={busy} onClick={() => void confirm()}>
          {action}
        </Button>
      </div>
    </Modal>
  );
}
