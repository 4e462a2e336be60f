import { Button } from "@mantine/core";
import type { ConnectionView, SystemDescription } from "../bridge";
import { useText } from "../i18n";
import { SystemMark } from "../parts/SystemMark";
import { connectionName } from "../start/names";
import { go } from "../window/place";
import { AgentKeyForm } from "./AgentKeyForm";
import classes from "./ConnectPage.module.css";

interface FirstAgentKeyProps {
  readonly view: ConnectionView;
  readonly system: SystemDescription;
}

/** The second step for a system whose agents come with their keys: without one there would be nobody to see. */
export function FirstAgentKey({ view, system }: FirstAgentKeyProps) {
  const { t } = useText();
  const toList = () => go({ screen: "agents", connection: view.connection.id });
  return (
    <section className={classes.form} aria-labelledby="first-key-title">
      <header className={classes.head}>
        <SystemMark system={system} />
        <div>
          <h1 id="first-key-title" className={classes.title}>
            {t("connect.added", { name: connectionName(view.connection) })}
          </h1>
          <p className={classes.about}>{t("connect.firstKey", { system: system.name })}</p>
        </div>
      </header>
      <AgentKeyForm connection={view} placed="page" onAdded={toList}>
        <Button variant="subtle" onClick={toList}>
          {t("connect.firstKeyLater")}
        </Button>
      </AgentKeyForm>
    </section>
  );
}
