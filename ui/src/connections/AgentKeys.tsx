import { Button } from "@mantine/core";
import IconKey from "@tabler/icons-react/dist/esm/icons/IconKey.mjs";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type AgentKey, type ConnectionView, commands, type SystemDescription, unwrap } from "../bridge";
import { shownName, useText } from "../i18n";
import { tell } from "../notices";
import { ConfirmDialog } from "../parts/ConfirmDialog";
import { keepConnection } from "../start/startUp";
import { AddAgentKeyDialog } from "./AddAgentKeyDialog";
import classes from "./ConnectPage.module.css";

interface AgentKeysProps {
  readonly view: ConnectionView;
  readonly system: SystemDescription;
}

const calledBy = (key: AgentKey) => shownName(key.name, shownName(key.agent));

/** Whose keys are here. An agent comes with its key and goes with it. */
export function AgentKeys({ view, system }: AgentKeysProps) {
  const { t, byKey } = useText();
  const client = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<AgentKey>();
  const { id, agentKeys: keys = [] } = view.connection;
  const remove = async () => {
    if (leaving === undefined) {
      return;
    }
    const next = await unwrap(commands.removeAgentKey(id, leaving.id));
    keepConnection(client, next);
    void client.invalidateQueries({ queryKey: [id] });
    tell.done(t("agentKey.removed", { name: calledBy(leaving) }));
  };
  return (
    <section className={classes.section} aria-labelledby="connection-agent-keys">
      <h2 id="connection-agent-keys">{t("agentKey.list")}</h2>
      <p>{keys.length === 0 ? t("agentKey.none") : byKey(`${system.id}.connection.agentKeys.hint`, "")}</p>
      {keys.length > 0 && (
        <ul className={classes.keys}>
          {keys.map((key) => (
            <li key={key.id}>
              <IconKey size={18} stroke={1.5} aria-hidden />
              <span dir="auto" className={classes.keyName}>
                {calledBy(key)}
              </span>
              <Button
                size="xs"
                variant="subtle"
                color="bad"
                aria-label={t("agentKey.remove", { name: calledBy(key) })}
                onClick={() => setLeaving(key)}
              >
                {t("agentKey.removeShort")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={classes.actions}>
        <Button
          variant={keys.length === 0 ? "filled" : "default"}
          leftSection={<IconPlus size={16} stroke={1.5} />}
          onClick={() => setAdding(true)}
        >
          {t("agentKey.title")}
        </Button>
      </div>
      <AddAgentKeyDialog
        connection={view}
        opened={adding}
        onClose={() => setAdding(false)}
        onAdded={() => undefined}
      />
      <ConfirmDialog
        opened={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        title={t("agentKey.removeAsk", { name: leaving === undefined ? "" : calledBy(leaving) })}
        action={t("agentKey.removeShort")}
        onConfirm={remove}
      >
        <p>
          {t("agentKey.removeMeaning", {
            name: leaving === undefined ? "" : calledBy(leaving),
            system: system.name,
          })}
        </p>
      </ConfirmDialog>
    </section>
  );
}
