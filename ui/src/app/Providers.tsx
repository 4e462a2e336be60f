import { I18nProvider } from "@lingui/react";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import type { ReactNode } from "react";
import { i18n } from "../i18n";
import { styleNonce } from "../theme/nonce";
import { resolveVariables, theme } from "../theme/theme";
import classes from "./App.module.css";

// Scroll locking writes a style of its own and asks here for the nonce.
const nonce = styleNonce();
if (nonce !== "") {
  setNonce(nonce);
}

// Only so that the right scheme stands before the settings are read.
const schemeManager = localStorageColorSchemeManager({ key: "callboard.scheme" });

interface ProvidersProps {
  readonly client: QueryClient;
  readonly children: ReactNode;
}

export function Providers({ client, children }: ProvidersProps) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      colorSchemeManager={schemeManager}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <I18nProvider i18n={i18n}>
        <QueryClientProvider client={client}>
          <Notifications position="bottom-right" limit={3} className={classes.notices} />
          {children}
        </QueryClientProvider>
      </I18nProvider>
    </MantineProvider>
  );
}
