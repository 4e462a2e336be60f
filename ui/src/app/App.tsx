import { useMantineColorScheme } from "@mantine/core";
import { type ReactNode, useEffect, useLayoutEffect, useState } from "react";
import { ErrorNotice } from "../errors";
import { speak, systemLanguage, text, useText } from "../i18n";
import { tell } from "../notices";
import { drafts } from "../session/drafts";
import { unfinished } from "../session/unfinished";
import { useStartUp, useStartUpState } from "../start/startUp";
import { beginWhereWeWere } from "../window/place";
import classes from "./App.module.css";
import { Boundary } from "./Boundary";
import { FollowChanges } from "./FollowChanges";
import { Frame } from "./Frame";
import { LeavingDialog } from "./LeavingDialog";
import { Providers } from "./Providers";
import { createQueries } from "./queries";
import { StorageBanner } from "./StorageBanner";

export function App() {
  const [client] = useState(createQueries);
  return (
    <Providers client={client}>
      <Boundary part="dialogs">
        <LeavingDialog />
      </Boundary>
      <Boundary part="window">
        <Started>
          <ObeySettings />
          <FollowChanges />
          <Beginning>
            <div className={classes.whole}>
              <Boundary part="banner">
                <StorageBanner />
              </Boundary>
              <div className={classes.below}>
                <Frame />
              </div>
            </div>
          </Beginning>
        </Started>
      </Boundary>
    </Providers>
  );
}

/** Draws the program once the core has answered. */
function Started({ children }: { readonly children: ReactNode }) {
  const { t } = useText();
  const state = useStartUpState();
  if (state.isError) {
    return (
      <main className={classes.alone}>
        <h1>{t("app.startFailed")}</h1>
        <ErrorNotice error={state.error} onRetry={() => void state.refetch()} />
      </main>
    );
  }
  if (state.isPending) {
    return (
      <main className={classes.alone} aria-busy="true">
        <p className={classes.late}>{t("app.starting")}</p>
      </main>
    );
  }
  return children;
}

/** Once, at the start: back to the connection used last, and what has to be told. */
function Beginning({ children }: { readonly children: ReactNode }) {
  const {
    connections,
    journalSetAside,
    settingsSetAside,
    drafts: kept,
    unfinished: halfTyped,
  } = useStartUp();
  useEffect(() => {
    if (journalSetAside !== null) {
      tell.information(
        text("app.journalSetAside"),
        text("app.journalSetAsideMeaning", { file: journalSetAside }),
      );
    }
  }, [journalSetAside]);
  useEffect(() => {
    if (settingsSetAside !== null) {
      const { file, restored } = settingsSetAside;
      tell.information(
        text(restored ? "storage.settingsRestored" : "storage.settingsLost"),
        text(restored ? "storage.settingsRestoredMeaning" : "storage.settingsLostMeaning", { file }),
      );
    }
  }, [settingsSetAside]);
  const [first] = useState(() => connections.map((view) => view.connection.id));
  const [begun, setBegun] = useState(false);
  useLayoutEffect(() => {
    drafts.seed(kept);
    unfinished.seed(halfTyped);
  }, [kept, halfTyped]);
  useLayoutEffect(() => {
    beginWhereWeWere(first);
    setBegun(true);
  }, [first]);
  return begun ? children : null;
}

/** Light or dark and the language, as the settings say, from the moment they change. */
function ObeySettings() {
  const { settings } = useStartUp();
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    setColorScheme(settings.colorScheme === "system" ? "auto" : settings.colorScheme);
  }, [settings.colorScheme, setColorScheme]);
  useEffect(() => {
    speak(settings.language === "system" ? systemLanguage() : settings.language);
  }, [settings.language]);
  return null;
}
