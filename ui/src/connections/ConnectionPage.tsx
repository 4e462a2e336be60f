import { Badge, Button, Checkbox, PasswordInput } from "@mantine/core";
import IconArrowLeft from "@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { ConnectionId, ConnectionView, SystemDescription } from "../bridge";
import { commands, unwrap } from "../bridge";
import { attachmentsKey, historyKey, setAsideKey } from "../changes";
import { ErrorNotice } from "../errors";
import { isMessageId, useText } from "../i18n";
import { tell } from "../notices";
import { ConfirmDialog } from "../parts/ConfirmDialog";
import { SystemMark } from "../parts/SystemMark";
import { drafts, useDraftsOf } from "../session/drafts";
import { unfinished } from "../session/unfinished";
import { SampleReset } from "../settings/SampleReset";
import { lacksKey } from "../start/credential";
import { connectionName } from "../start/names";
import { forgetConnection, keepConnection, useConnection, useStartUp, useSystem } from "../start/startUp";
import { go } from "../window/place";
import { AgentKeys } from "./AgentKeys";
import { followAccount } from "./account";
import { ConnectionFields } from "./ConnectionFields";
import classes from "./ConnectPage.module.css";
import {
  type ConnectionForm,
  complain,
  connectionDraft,
  credentialField,
  credentialKey,
  formOf,
  leftBehind,
  sameForm,
} from "./form";
import { KeyAgain } from "./KeyAgain";
import { Offers } from "./Offers";
import { TestButton } from "./TestButton";
import { TestResult } from "./TestResult";
import { useTest } from "./useTest";

/** One connection: its values, its key, and the way to take it out again. */
export function ConnectionPage({ connection }: { readonly connection: ConnectionId }) {
  const { t } = useText();
  const view = useConnection(connection);
  const system = useSystem(view?.connection.system);
  if (view === undefined || system === undefined) {
    return <p>{t("connection.gone")}</p>;
  }
  return (
    <div className={classes.page}>
      <Button
        variant="subtle"
        size="xs"
        className={classes.back}
        leftSection={<IconArrowLeft size={16} stroke={1.5} className={classes.arrow} />}
        onClick={() => go({ screen: "agents", connection })}
      >
        {t("agents.title")}
      </Button>
      <header className={classes.pageHead}>
        <SystemMark system={system} />
        <div>
          <h1 className={classes.title}>{connectionName(view.connection)}</h1>
          <p className={classes.about}>{system.name}</p>
        </div>
        {view.connection.sample && <Badge>{t("app.sample")}</Badge>}
      </header>
      {view.connection.sample ? (
        <section className={classes.section} aria-label={t("settings.samples")}>
          <p>{t("connection.sampleText")}</p>
          <SampleReset />
        </section>
      ) : (
        <>
          <Details view={view} system={system} />
          {credentialField(system) !== undefined && <Key view={view} system={system} />}
          {system.capabilities.agentKeys && <AgentKeys view={view} system={system} />}
        </>
      )}
      {system.capabilities.accountDecides.length > 0 && <Offers view={view} system={system} />}
      <Removal view={view} />
    </div>
  );
}

interface PartProps {
  readonly view: ConnectionView;
  readonly system: SystemDescription;
}

function Details({ view, system }: PartProps) {
  const { t } = useText();
  const { settings } = useStartUp();
  const client = useQueryClient();
  const test = useTest();
  const stored = formOf(system, view.connection);
  const [form, setForm] = useState<ConnectionForm>(stored);
  const [tried, setTried] = useState(false);
  const left = leftBehind(system, view, form);
  const keyAgain = left?.key === true;
  const credential = keyAgain ? form.credential.trim() : null;
  const complaints = complain(system, form, !keyAgain);
  const keyComplaint = credential === "" ? ({ id: "connect.missing" } as const) : complaints[credentialKey];
  const changed = !sameForm(form, stored);
  const save = useMutation({
    mutationFn: async () => {
      // Under the account they belong to, before the connection may lead to another one.
      await Promise.all([drafts.flush(), unfinished.flush()]);
      return unwrap(commands.updateConnection(view.connection.id, connectionDraft(system, form), credential));
    },
    onSuccess: async (next) => {
      client.removeQueries({ queryKey: [view.connection.id] });
      await followAccount(client, view.connection.id);
      keepConnection(client, next);
      setForm(formOf(system, next.connection));
      tell.done(t("connection.saved"));
    },
  });
  const ready = () => {
    setTried(true);
    return Object.keys(complaints).length === 0 && keyComplaint === undefined;
  };
  const change = (next: ConnectionForm) => {
    // Led back to where the key is, the form needs no other one.
    const asked = leftBehind(system, view, next)?.key === true;
    setForm(asked ? next : { ...next, credential: "" });
    test.forget();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready() && changed && !save.isPending) {
      save.mutate();
    }
  };
  return (
    <form className={classes.section} onSubmit={submit} noValidate aria-labelledby="connection-details">
      <h2 id="connection-details">{t("connection.details")}</h2>
      <ConnectionFields
        system={system}
        form={form}
        complaints={tried ? complaints : {}}
        withoutCredential
        sessionOnly={settings.sessionOnlyCredentials}
        onChange={change}
      />
      <KeyAgain
        left={left}
        value={form.credential}
        complaint={tried ? keyComplaint : undefined}
        onChange={(key) => change({ ...form, credential: key })}
      />
      <TestResult state={test.state} />
      {save.isError && <ErrorNotice error={save.error} />}
      <div className={classes.actions}>
        <Button
          type="submit"
          variant={changed ? "filled" : "default"}
          disabled={!changed}
          loading={save.isPending}
        >
          {t("connection.save")}
        </Button>
        <TestButton
          test={test}
          onTest={() => {
            if (ready()) {
              void test.run((job, channel) =>
                commands.testConnection(
                  connectionDraft(system, form),
                  credential,
                  view.connection.id,
                  job,
                  channel,
                ),
              );
            }
          }}
        />
      </div>
    </form>
  );
}

const stateText = {
  keychain: "connection.keyKeychain",
  session: "connection.keySession",
  missing: "connection.keyMissing",
  otherAddress: "connection.keyOtherAddress",
  notNeeded: "connection.keyNotNeeded",
} as const;

function Key({ view, system }: PartProps) {
  const { t, byKey } = useText();
  const client = useQueryClient();
  const hint = `${system.id}.connection.${credentialKey}.hint`;
  const none = view.credential === "notNeeded";
  const [replacing, setReplacing] = useState(lacksKey(view));
  const [key, setKey] = useState("");
  const [tried, setTried] = useState(false);
  const complaint =
    key.trim() === ""
      ? ({ id: "connect.missing" } as const)
      : complain(system, { ...formOf(system, view.connection), credential: key }, false)[credentialKey];
  const replace = useMutation({
    mutationFn: () =>
      unwrap(
        commands.updateConnection(
          view.connection.id,
          connectionDraft(system, formOf(system, view.connection)),
          key.trim(),
        ),
      ),
    onSuccess: (next) => {
      client.removeQueries({ queryKey: [view.connection.id] });
      keepConnection(client, next);
      setReplacing(false);
      setKey("");
      setTried(false);
      tell.done(t(none ? "connection.keyAdded" : "connection.keyReplaced"));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (complaint === undefined && !replace.isPending) {
      replace.mutate();
    }
  };
  return (
    <form className={classes.section} onSubmit={submit} noValidate aria-labelledby="connection-key">
      <h2 id="connection-key">
        {byKey(`${system.id}.connection.${credentialKey}.label`, t("connection.key"))}
      </h2>
      <p>{t(stateText[view.credential], { origin: view.credentialOrigin ?? "none" })}</p>
      {none && isMessageId(hint) && <p>{t(hint)}</p>}
      {replacing ? (
        <>
          <PasswordInput
            className={classes.key}
            label={t(none ? "connection.key" : "connection.keyNew")}
            value={key}
            error={tried && complaint !== undefined ? t(complaint.id, complaint.values) : undefined}
            autoComplete="off"
            spellCheck={false}
            visibilityToggleButtonProps={{ "aria-label": t("connect.showKey"), tabIndex: 0 }}
            onChange={(event) => setKey(event.currentTarget.value)}
          />
          {replace.isError && <ErrorNotice error={replace.error} />}
          <div className={classes.actions}>
            <Button type="submit" variant="filled" loading={replace.isPending}>
              {t(none ? "connection.keyAdd" : "connection.keyReplace")}
            </Button>
            {!lacksKey(view) && (
              <Button variant="subtle" onClick={() => setReplacing(false)}>
                {t("common.cancel")}
              </Button>
            )}
          </div>
        </>
      ) : (
        <div className={classes.actions}>
          <Button onClick={() => setReplacing(true)}>
            {t(none ? "connection.keyAdd" : "connection.keyReplace")}
          </Button>
        </div>
      )}
    </form>
  );
}

function Removal({ view }: { readonly view: ConnectionView }) {
  const { t } = useText();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [keepHistory, setKeepHistory] = useState(true);
  const { id } = view.connection;
  const lost = useDraftsOf(id).length;
  const name = connectionName(view.connection);
  return (
    <section className={classes.section} aria-labelledby="connection-removal">
      <h2 id="connection-removal">{t("connection.removeTitle")}</h2>
      <p>{t("connection.removeHint")}</p>
      <div className={classes.actions}>
        <Button variant="subtle" color="bad" onClick={() => setAsking(true)}>
          {t("connection.remove", { name })}
        </Button>
      </div>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t("connection.removeAsk", { name })}
        action={t("connection.remove", { name })}
        onConfirm={async () => {
          await unwrap(commands.removeConnection(id, keepHistory));
          go({ screen: "first" });
          forgetConnection(client, id);
          drafts.replace(id, []);
          unfinished.replace(id, []);
          for (const queryKey of [setAsideKey, attachmentsKey, historyKey]) {
            void client.invalidateQueries({ queryKey });
          }
          tell.done(t("connection.removed", { name }));
        }}
      >
        <p>{t("connection.removeMeaning")}</p>
        {lost > 0 && <p className={classes.lost}>{t("connection.removeDrafts", { count: lost })}</p>}
        <Checkbox
          label={t("connection.removeHistory")}
          description={t("connection.removeHistoryHint")}
          checked={keepHistory}
          onChange={(event) => setKeepHistory(event.currentTarget.checked)}
        />
      </ConfirmDialog>
    </section>
  );
}
