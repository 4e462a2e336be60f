import { Button, UnstyledButton } from "@mantine/core";
import IconArrowLeft from "@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs";
import IconArrowRight from "@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { ConnectionView, SystemDescription, SystemId } from "../bridge";
import { commands, unwrap } from "../bridge";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import { tell } from "../notices";
import { SystemMark } from "../parts/SystemMark";
import { connectionName } from "../start/names";
import { keepConnection, useStartUp, useSystem } from "../start/startUp";
import { go, goBack } from "../window/place";
import { ConnectionFields } from "./ConnectionFields";
import classes from "./ConnectPage.module.css";
import { FirstAgentKey } from "./FirstAgentKey";
import { type ConnectionForm, complain, connectionDraft, emptyForm } from "./form";
import { TestButton } from "./TestButton";
import { TestResult } from "./TestResult";
import { useSamples } from "./useSamples";
import { useTest } from "./useTest";

/** Which system, then what it needs. With one system there is nothing to choose. */
export function ConnectPage({ system }: { readonly system?: SystemId }) {
  const { t, byKey } = useText();
  const { systems, connections } = useStartUp();
  const samples = useSamples();
  const asked = useSystem(system);
  const chosen = asked ?? (systems.length === 1 ? systems[0] : undefined);
  return (
    <div className={classes.page}>
      <Button
        variant="subtle"
        size="xs"
        className={classes.back}
        leftSection={<IconArrowLeft size={16} stroke={1.5} className={classes.arrow} />}
        onClick={() =>
          asked !== undefined && systems.length > 1 ? go({ screen: "connect" }) : goBack({ screen: "first" })
        }
      >
        {t("common.back")}
      </Button>
      {chosen === undefined ? (
        <>
          <h1 className={classes.title}>{t("connect.choose")}</h1>
          <ul className={classes.systems}>
            {systems.map((each) => (
              <li key={each.id}>
                <UnstyledButton
                  className={classes.system}
                  onClick={() => go({ screen: "connect", system: each.id })}
                >
                  <SystemMark system={each} />
                  <span>
                    <span className={classes.systemName}>
                      {each.name}
                      <IconArrowRight size={16} stroke={1.5} aria-hidden className={classes.onward} />
                    </span>{" "}
                    <span className={classes.systemHint}>{byKey(`${each.id}.about`, "")}</span>
                  </span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <ConnectForm key={chosen.id} system={chosen} />
      )}
      {!connections.some((view) => view.connection.sample) && (
        <footer className={classes.samples}>
          <p>{t("first.samplesHint")}</p>
          <Button variant="subtle" loading={samples.isPending} onClick={() => samples.mutate()}>
            {t("first.samples")}
          </Button>
          {samples.isError && <ErrorNotice error={samples.error} />}
        </footer>
      )}
    </div>
  );
}

function ConnectForm({ system }: { readonly system: SystemDescription }) {
  const { t, byKey } = useText();
  const { settings } = useStartUp();
  const client = useQueryClient();
  const test = useTest();
  const [form, setForm] = useState<ConnectionForm>(() => emptyForm(system));
  const [tried, setTried] = useState<"not" | "test" | "all">("not");
  const [connected, setConnected] = useState<ConnectionView>();
  const all = complain(system, form, false);
  // A test needs no name; asking for one would get in the way.
  const { name, ...described } = all;
  const shown = tried === "all" ? all : tried === "test" ? described : {};
  const add = useMutation({
    mutationFn: () => unwrap(commands.addConnection(connectionDraft(system, form), form.credential.trim())),
    onSuccess: (view) => {
      keepConnection(client, view);
      if (system.capabilities.agentKeys) {
        setConnected(view);
        return;
      }
      tell.done(t("connect.added", { name: connectionName(view.connection) }));
      go({ screen: "agents", connection: view.connection.id });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried("all");
    if (Object.keys(all).length === 0 && !add.isPending) {
      add.mutate();
    }
  };
  const runTest = () => {
    setTried(tried === "all" ? "all" : "test");
    if (Object.keys(described).length === 0) {
      void test.run((job, channel) =>
        commands.testConnection(connectionDraft(system, form), form.credential.trim(), null, job, channel),
      );
    }
  };
  if (connected !== undefined) {
    return <FirstAgentKey view={connected} system={system} />;
  }
  return (
    <form onSubmit={submit} noValidate className={classes.form} aria-labelledby="connect-title">
      <header className={classes.head}>
        <SystemMark system={system} />
        <div>
          <h1 id="connect-title" className={classes.title}>
            {t("connect.titleOf", { system: system.name })}
          </h1>
          <p className={classes.about}>{byKey(`${system.id}.about`, "")}</p>
        </div>
      </header>
      <ConnectionFields
        system={system}
        form={form}
        complaints={shown}
        sessionOnly={settings.sessionOnlyCredentials}
        onChange={(next) => {
          setForm(next);
          test.forget();
        }}
      />
      <TestResult state={test.state} />
      {add.isError && <ErrorNotice error={add.error} />}
      <div className={classes.actions}>
        <Button type="submit" variant="filled" loading={add.isPending}>
          {t("connect.connect")}
        </Button>
        <TestButton test={test} onTest={runTest} />
      </div>
    </form>
  );
}
