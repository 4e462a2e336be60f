import { Button, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { commands, runJob } from "../bridge";
import { openChanges, SentNotice, useOpenChanges } from "../changes";
import { ErrorNotice, toError } from "../errors";
import { useText } from "../i18n";
import { tell } from "../notices";
import classes from "./Activity.module.css";
import type { VersionsProps } from "./VersionsSection";

interface LaunchDialogProps extends VersionsProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** A version was made, or may have been. */
  readonly onLaunched: () => void;
}

/** Says what launching does before anything happens, and asks for the name of the version. */
export function LaunchDialog({ opened, onClose, ...props }: LaunchDialogProps) {
  const { t } = useText();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("versions.launchTitle", { name: props.name })}
      size={480}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <LaunchForm {...props} onClose={onClose} />
    </Modal>
  );
}

function LaunchForm({
  connection,
  agent,
  system,
  unsaved,
  onClose,
  onLaunched,
}: Omit<LaunchDialogProps, "opened">) {
  const { t } = useText();
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const running = useRef<AbortController>(undefined);
  const unsettled = useOpenChanges().find(
    (change) =>
      change.connection === connection &&
      change.agent === agent &&
      change.kind === "versionLaunched" &&
      change.state.kind === "sent",
  );
  const missing = name.trim() === "";
  const unclear =
    unsettled !== undefined || (failure !== undefined && toError(failure).code === "unclearOutcome");
  const launch = async () => {
    const mine = new AbortController();
    running.current = mine;
    setBusy(true);
    setFailure(undefined);
    try {
      const outcome = await runJob(
        (job, channel) => commands.launchVersion(connection, agent, name.trim(), job, channel),
        { signal: mine.signal },
      );
      if (outcome.kind === "sent") {
        await openChanges.refresh();
        onLaunched();
        return;
      }
      tell.done(t("versions.launched", { name: name.trim() }));
      onClose();
      onLaunched();
    } catch (error) {
      setFailure(error);
      if (toError(error).code === "unclearOutcome") {
        onLaunched();
      }
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!missing && !busy && !unclear) {
      void launch();
    }
  };
  return (
    <form className={classes.dialog} onSubmit={submit} noValidate>
      <p className={classes.quiet}>{t("versions.launchMeaning", { system })}</p>
      {unsaved && <p className={classes.warned}>{t("versions.launchUnsaved")}</p>}
      <TextInput
        data-autofocus
        label={t("versions.launchName")}
        description={t("versions.launchNameHint")}
        error={tried && missing ? t("connect.missing") : undefined}
        value={name}
        required
        withAsterisk={false}
        autoComplete="off"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {unsettled !== undefined ? (
        <SentNotice change={unsettled} />
      ) : unclear ? (
        <p role="alert" className={classes.warned}>
          {t("versions.unclear")}
        </p>
      ) : (
        failure !== undefined && <ErrorNotice error={failure} connection={connection} compact change />
      )}
      <div className={classes.actions}>
        {busy ? (
          <Button onClick={() => running.current?.abort()}>{t("webhook.stop")}</Button>
        ) : (
          <Button onClick={onClose}>{t(unclear ? "common.close" : "common.cancel")}</Button>
        )}
        <Button type="submit" variant="filled" loading={busy} disabled={unclear}>
          {t("versions.launchNow")}
        </Button>
      </div>
    </form>
  );
}
