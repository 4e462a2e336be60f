import { Button, PasswordInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { type ConnectionView, commands, runJob } from "../bridge";
import { ErrorNotice, toError } from "../errors";
import { useText } from "../i18n";
import { tell } from "../notices";
import { keepConnection, useStartUp, useSystem } from "../start/startUp";
import classes from "./AddDialogs.module.css";
import { complaintAboutAgentKey } from "./form";

interface AgentKeyFormProps {
  readonly connection: ConnectionView;
  readonly placed: "dialog" | "page";
  readonly onAdded: (view: ConnectionView) => void;
  /** The way out, beside the button that adds. */
  readonly children: ReactNode;
}

/** The key of one agent. The system says whose it is before anything is kept; asking can be stopped. */
export function AgentKeyForm({ connection, placed, onAdded, children }: AgentKeyFormProps) {
  const { t, byKey } = useText();
  const client = useQueryClient();
  const { settings } = useStartUp();
  const system = useSystem(connection.connection.system);
  const [key, setKey] = useState("");
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  if (system === undefined) {
    return null;
  }
  const { id } = connection.connection;
  const complaint = complaintAboutAgentKey(system, key.trim());
  const add = async () => {
    const mine = new AbortController();
    running.current = mine;
    setAsking(true);
    setFailure(undefined);
    try {
      const view = await runJob((job, channel) => commands.addAgentKey(id, key.trim(), job, channel), {
        signal: mine.signal,
      });
      keepConnection(client, view);
      void client.invalidateQueries({ queryKey: [id] });
      const known = new Set(connection.connection.agentKeys?.map((each) => each.id));
      const added = view.connection.agentKeys?.find((each) => !known.has(each.id));
      tell.done(t("agentKey.added", { name: added?.name || added?.agent || t("agentKey.label") }));
      if (!mine.signal.aborted) {
        onAdded(view);
      }
    } catch (error) {
      setFailure(error);
    } finally {
      setAsking(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (complaint === undefined && !asking) {
      void add();
    }
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <div>
        <PasswordInput
          data-autofocus
          className={classes.key}
          label={t("agentKey.label")}
          description={t(settings.sessionOnlyCredentials ? "agentKey.hintSession" : "agentKey.hint", {
            system: system.name,
          })}
          value={key}
          error={tried && complaint !== undefined ? t(complaint.id, complaint.values) : undefined}
          required
          withAsterisk={false}
          autoComplete="off"
          spellCheck={false}
          visibilityToggleButtonProps={{ "aria-label": t("connect.showKey"), tabIndex: 0 }}
          onChange={(event) => {
            setKey(event.currentTarget.value);
            setFailure(undefined);
          }}
        />
        <details className={classes.where}>
          <summary>{t("connect.where")}</summary>
          <p>{byKey(`${system.id}.connection.agentKeys.where`, "")}</p>
        </details>
      </div>
      <div aria-live="polite">
        {asking && <p className={classes.words}>{t("agentKey.asking", { system: system.name })}</p>}
        {failure !== undefined && toError(failure).code !== "cancelled" && (
          <ErrorNotice error={failure} compact />
        )}
      </div>
      <div className={classes.actions} data-placed={placed}>
        {asking ? <Button onClick={() => running.current?.abort()}>{t("connect.stop")}</Button> : children}
        <Button type="submit" variant="filled" loading={asking}>
          {t("agentKey.add")}
        </Button>
      </div>
    </form>
  );
}
