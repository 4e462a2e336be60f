import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { watchFaults } from "./bridge";
import { speak, systemLanguage } from "./i18n";
import { behaveAsProgram } from "./window/webView";
import "@fontsource-variable/inter/index.css";
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "./theme/tokens.css";
import "./theme/base.css";

watchFaults();
behaveAsProgram();
// The settings name the language a moment later; until then the system's is the best guess.
speak(systemLanguage());

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    // In development effects run twice, which finds those that cannot be undone.
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
