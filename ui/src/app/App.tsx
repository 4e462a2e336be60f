import { useMantineColorScheme } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { ErrorNotice } from "../errors";
import { speak, systemLanguage, useText } from "../i18n";
import classes from "./App.module.css";
import { Boundary } from "./Boundary";
import { Frame } from "./Frame";
import { Providers } from "./Providers";
import { createQueries } from "./queries";
import { useStartUp, useStartUpState } from "./startUp";

export function App() {
  const [client] = useState(createQueries);
  return (
    <Providers client={client}>
      <Boundary>
        <Started>
          <ObeySettings />
          <Frame />
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
