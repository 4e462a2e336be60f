import { Button, Modal, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type AgentId, type ConnectionView, commands, unwrap } from "../bridge";
import { ErrorNotice, toError } from "../errors";
import { useText } from "../i18n";
import { tell } from "../notices";
import { keepRecord } from "../session/records";
import { useSystem } from "../start/startUp";
import classes from "./AddDialogs.module.css";

interface AddByIdDialogProps {
  readonly connection: ConnectionView;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onAdded: (agent: AgentId) => void;
}

/** Adds an agent of a system that has no list of its own. */
export function AddByIdDialog({ connection, opened, onClose, onAdded }: AddByIdDialogProps) {
  const { t } = useText();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("byId.title")}
      size={440}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <ByIdForm connection={connection} onClose={onClose} onAdded={onAdded} />
    </Modal>
  );
}

function ByIdForm({ connection, onClose, onAdded }: Omit<AddByIdDialogProps, "opened">) {
  const { t } = useText();
  const client = useQueryClient();
  const system = useSystem(connection.connection.system)?.name ?? "";
  const [id, setId] = useState("");
  const [tried, setTried] = useState(false);
  const add = useMutation({
    mutationFn: () => unwrap(commands.addAgentById(connection.connection.id, id.trim())),
    onSuccess: (record) => {
      keepRecord(client, record);
      tell.done(t("byId.added"));
      onClose();
      onAdded(record.id);
    },
  });
  const missing = id.trim() === "";
  // What is no id is said where it was typed.
  const notAnId = add.isError && toError(add.error).code === "invalidEdits";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!missing && !add.isPending) {
      add.mutate();
    }
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <p className={classes.words}>{t("byId.meaning", { system })}</p>
      <TextInput
        data-autofocus
        label={t("byId.label")}
        description={t("byId.hint", { system })}
        error={tried && missing ? t("connect.missing") : notAnId ? t("byId.notAnId", { system }) : undefined}
        value={id}
        required
        withAsterisk={false}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setId(event.currentTarget.value);
          add.reset();
        }}
      />
      {add.isError && !notAnId && (
        <ErrorNotice error={add.error} connection={connection.connection.id} compact />
      )}
      <div className={classes.actions}>
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button type="submit" variant="filled" loading={add.isPending}>
          {t("byId.add")}
        </Button>
      </div>
    </form>
  );
}
