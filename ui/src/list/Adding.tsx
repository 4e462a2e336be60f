import { Modal } from "@mantine/core";
import { useState } from "react";
import { type Sources, useSources } from "../agents/sources";
import { AddAgentKeyDialog, AddByIdDialog } from "../connections";
import { useText } from "../i18n";
import { ConnectionChoices } from "../parts/ConnectionChoices";
import { openAgent } from "../window/place";
import classes from "./Adding.module.css";
import { ask, beginAdding, useAsking, type WayIn, wayInto } from "./adding";
import { wayText } from "./ListHead";

/** The dialogs on the way to a new agent: where it shall be, and its ID or key where a system wants one. */
export function Adding() {
  const { t } = useText();
  const asking = useAsking();
  const sources = useSources();
  const close = () => ask(undefined);
  // What is being added to stays drawn while its dialog closes.
  const [last, setLast] = useState(asking);
  if (asking !== undefined && asking !== last) {
    setLast(asking);
  }
  const view = last === undefined || last.kind === "where" ? undefined : sources.get(last.connection)?.view;
  return (
    <>
      <Modal
        opened={asking?.kind === "where"}
        onClose={close}
        title={t("agents.addWhere")}
        size={480}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        {asking?.kind === "where" && <Where sources={sources} />}
      </Modal>
      {view !== undefined && last?.kind === "id" && (
        <AddByIdDialog
          connection={view}
          opened={asking?.kind === "id"}
          onClose={close}
          onAdded={(agent) => openAgent(view.connection.id, agent)}
        />
      )}
      {view !== undefined && last?.kind === "key" && (
        <AddAgentKeyDialog
          connection={view}
          opened={asking?.kind === "key"}
          onClose={close}
          onAdded={({ connection }) => {
            const before = new Set(view.connection.agentKeys?.map((key) => key.id));
            const added = connection.agentKeys?.find((key) => !before.has(key.id));
            if (added !== undefined) {
              openAgent(connection.id, added.agent);
            }
          }}
        />
      )}
    </>
  );
}

/** Where agents can be created first; where one that exists already is added, below. */
function Where({ sources }: { readonly sources: Sources }) {
  const { t } = useText();
  const choices = [...sources.values()].flatMap(({ view, name, system, letters }) => {
    const way = wayOf(sources, view.connection.id);
    return way === undefined ? [] : [{ way, connection: view.connection.id, name, system, letters }];
  });
  const creating = choices.filter(({ way }) => way === "create");
  const adding = choices.filter(({ way }) => way !== "create");
  const choose = (connection: string) => {
    const way = wayOf(sources, connection);
    if (way !== undefined) {
      beginAdding(way, connection);
    }
  };
  return (
    <>
      {creating.length > 0 && (
        <ConnectionChoices label={t("agents.addWhere")} choices={creating} onChoose={choose} />
      )}
      {adding.length > 0 && (
        <>
          <h3 className={classes.other}>{t("agents.addExisting")}</h3>
          <ConnectionChoices
            label={t("agents.addExisting")}
            choices={adding.map((choice) => ({ ...choice, quiet: t(wayText[choice.way]) }))}
            onChoose={choose}
          />
        </>
      )}
    </>
  );
}

function wayOf(sources: Sources, connection: string): WayIn | undefined {
  const source = sources.get(connection);
  return source === undefined ? undefined : wayInto(source);
}
