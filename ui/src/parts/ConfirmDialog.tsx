import { Button, Modal } from "@mantine/core";
import { type ReactNode, useRef, useState } from "react";
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
  /** What is said while it runs. With it the dialog stays until it has ended, and offers to stop it. */
  readonly running?: string;
  readonly onConfirm: (signal: AbortSignal) => Promise<void>;
}

/** Asks before something is destroyed. Stays open, with the reason, when it fails. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, onClose, title, children, action, running, onConfirm } = props;
  const { t } = useText();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const stop = useRef<AbortController>(undefined);
  const stays = busy && running !== undefined;
  const close = () => {
    if (!stays) {
      setFailure(undefined);
      onClose();
    }
  };
  const confirm = async () => {
    const mine = new AbortController();
    stop.current = mine;
    setBusy(true);
    setFailure(undefined);
    try {
      await onConfirm(mine.signal);
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
      withCloseButton={!stays}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <div className={classes.words}>{children}</div>
      {failure !== undefined && <ErrorNotice error={failure} compact change />}
      <p className={classes.running} role="status">
        {stays ? running : ""}
      </p>
      <div className={classes.actions}>
        {stays ? (
          <Button onClick={() => stop.current?.abort()}>{t("agent.stop")}</Button>
        ) : (
          <Button data-autofocus onClick={close}>
            {t("common.cancel")}
          </Button>
        )}
        <Button variant="filled" color="bad" loading={busy} onClick={() => void confirm()}>
          {action}
        </Button>
      </div>
    </Modal>
  );
}
