import { Button, UnstyledButton } from "@mantine/core";
import IconArrowRight from "@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs";
import IconPlugConnected from "@tabler/icons-react/dist/esm/icons/IconPlugConnected.mjs";
import IconUsers from "@tabler/icons-react/dist/esm/icons/IconUsers.mjs";
import { useUnfinishedCounts } from "../changes";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import { SystemMark } from "../parts/SystemMark";
import { systemColour } from "../parts/systemColour";
import { connectionName, markLetters } from "../start/names";
import { useStartUp } from "../start/startUp";
import { go } from "../window/place";
import classes from "./FirstScreen.module.css";
import { useSamples } from "./useSamples";

/** Two calm choices; below them the connections there are already. */
export function FirstScreen() {
  const { t } = useText();
  const { connections, systems, settings } = useStartUp();
  const samples = useSamples();
  const unfinished = useUnfinishedCounts();
  return (
    <div className={classes.screen}>
      <div className={classes.content}>
        <p className={classes.product}>{t("common.product")}</p>
        <h1 className={classes.title}>{t("first.title")}</h1>
        <p className={classes.lead}>{t("first.lead")}</p>
        <div className={classes.choices}>
          <UnstyledButton className={classes.choice} onClick={() => go({ screen: "connect" })}>
            <IconPlugConnected size={24} stroke={1.5} aria-hidden className={classes.icon} />
            <span className={classes.name}>
              {t("first.connect")}
              <IconArrowRight size={18} stroke={1.5} aria-hidden className={classes.arrow} />
            </span>{" "}
            <span className={classes.hint}>
              {t(settings.sessionOnlyCredentials ? "first.connectHintSession" : "first.connectHint")}
            </span>{" "}
            {systems.length > 1 && (
              <span className={classes.vendors}>
                {systems.map((system) => (
                  <span key={system.id} className={classes.vendor}>
                    <i style={systemColour(system)} className={classes.vendorDot} />
                    {system.name}
                  </span>
                ))}
              </span>
            )}
          </UnstyledButton>
          <UnstyledButton
            className={classes.choice}
            aria-busy={samples.isPending}
            onClick={() => {
              if (!samples.isPending) {
                samples.mutate();
              }
            }}
          >
            <IconUsers size={24} stroke={1.5} aria-hidden className={classes.icon} />
            <span className={classes.name}>
              {t("first.samples")}
              <IconArrowRight size={18} stroke={1.5} aria-hidden className={classes.arrow} />
            </span>{" "}
            <span className={classes.hint} aria-live="polite">
              {t(samples.isPending ? "first.samplesStarting" : "first.samplesHint")}
            </span>
          </UnstyledButton>
        </div>
        {samples.isError && <ErrorNotice error={samples.error} onRetry={() => samples.mutate()} />}
        {unfinished.all > 0 && (
          <Button className={classes.unfinished} onClick={() => go({ screen: "unfinished" })}>
            {t("changes.count", { count: unfinished.forSomebody })}
          </Button>
        )}
        {connections.length > 0 && (
          <section aria-label={t("first.continueWith")}>
            <h2 className={classes.subtitle}>{t("first.continueWith")}</h2>
            <ul className={classes.known}>
              {connections.map(({ connection }) => {
                const system = systems.find((each) => each.id === connection.system);
                return (
                  <li key={connection.id}>
                    <UnstyledButton
                      className={classes.knownRow}
                      onClick={() => go({ screen: "agents", connection: connection.id })}
                    >
                      <SystemMark
                        system={system}
                        initials={markLetters(connection, connections)}
                        size="small"
                      />
                      <span>{connectionName(connection)}</span>{" "}
                      <span className={classes.quiet}>{system?.name}</span>
                    </UnstyledButton>
                  </li>
                );
              })}
            </ul>
          </section>
        )}
      </div>
    </div>
  );
}
