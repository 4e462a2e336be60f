import { useMediaQuery } from "@mantine/hooks";
import { lazy, Suspense } from "react";
import { ConnectionPage } from "../connections/ConnectionPage";
import { ConnectPage } from "../connections/ConnectPage";
import { FirstScreen } from "../connections/FirstScreen";
import { KeychainScreen } from "../connections/KeychainScreen";
import { Rail } from "../connections/Rail";
import { CopyDialog, closeCopy } from "../copying";
import { useText } from "../i18n";
import { Adding } from "../list/Adding";
import { AgentList } from "../list/AgentList";
import { AllAgents } from "../list/AllAgents";
import { ask } from "../list/adding";
import { Palette } from "../palette/Palette";
import { KeysSheet } from "../settings/KeysSheet";
import { SettingsPage } from "../settings/SettingsPage";
import { useConnection, useStartUp } from "../start/startUp";
import { closeKeysSheet } from "../window/keysSheet";
import { foldList, useListFolded } from "../window/list";
import { closePalette } from "../window/palette";
import { connectionOf, openAgentOf, type Place, usePlace } from "../window/place";
import { Boundary } from "./Boundary";
import { ChooseAgent } from "./ChooseAgent";
import classes from "./Frame.module.css";
import { FrameActions } from "./FrameActions";
import { LatePage } from "./LatePage";
import { Shortcuts } from "./Shortcuts";
import { WaitingBar } from "./WaitingBar";

const AgentPage = lazy(async () => ({ default: (await import("../agent")).AgentPage }));
const CoveragePage = lazy(async () => ({ default: (await import("../coverage")).CoveragePage }));
const HistoryPage = lazy(async () => ({ default: (await import("../history")).HistoryPage }));
const UnfinishedPage = lazy(async () => ({ default: (await import("../unfinished")).UnfinishedPage }));
const MyProfilePage = lazy(async () => ({ default: (await import("../agent")).MyProfilePage }));

/** What can be looked at while nothing is connected. */
const withoutConnections: readonly Place["screen"][] = ["connect", "settings", "history", "unfinished"];

/** Rail, list and page. Under 1000 px the list lies over the page and folds away. */
export function Frame() {
  const { t } = useText();
  const { keychain, settings, connections } = useStartUp();
  const place = usePlace();
  const narrow = useMediaQuery("(max-width: 999px)", undefined, { getInitialValueInEffect: false }) ?? false;
  const folded = useListFolded();
  const known = connectionOf(place);
  const view = useConnection(known ?? "");
  const everything = place.screen === "everything";
  const opened = openAgentOf(place);
  const listed = everything || ((place.screen === "agents" || place.screen === "me") && view !== undefined);
  // Without an open agent the list is all there is: it stays.
  const away = narrow && (place.screen === "me" || opened !== undefined);
  const listShown = listed && !(away && folded);

  if (keychain !== "ready" && !settings.sessionOnlyCredentials) {
    return <KeychainScreen state={keychain} />;
  }
  if (connections.length === 0 && !withoutConnections.includes(place.screen)) {
    return (
      <>
        <main className={classes.page} aria-label={t("app.main")}>
          <Boundary part="page">
            <FirstScreen />
          </Boundary>
        </main>
        <Floating />
      </>
    );
  }
  return (
    <div className={classes.frame} data-list={listShown} data-over={listShown && away}>
      <a className={classes.skip} href="#page">
        {t("app.skipToPage")}
      </a>
      <Boundary part="rail">
        <Rail listFolded={listed && away ? folded : undefined} />
      </Boundary>
      {listShown && (
        <Boundary key={everything ? "" : view?.connection.id} part="list">
          {everything ? <AllAgents /> : view !== undefined && <AgentList view={view} />}
        </Boundary>
      )}
      {listShown && away && (
        <button
          type="button"
          tabIndex={-1}
          className={classes.scrim}
          aria-label={t("app.hideList")}
          onClick={() => foldList(true)}
        />
      )}
      <main id="page" className={classes.page} tabIndex={-1} aria-label={t("app.main")}>
        <Boundary key={pageKey(place)} part="page">
          <Suspense fallback={<LatePage screen={place.screen} />}>
            <Page place={place} gone={known !== undefined && view === undefined} />
          </Suspense>
        </Boundary>
      </main>
      <Floating />
      <Boundary part="dialogs" onDismiss={closePalette}>
        <Palette />
      </Boundary>
      <Boundary part="dialogs" onDismiss={() => ask(undefined)}>
        <Adding />
      </Boundary>
      <Boundary part="dialogs" onDismiss={closeCopy}>
        <CopyDialog />
      </Boundary>
    </div>
  );
}

/** What is there with and without connections. */
function Floating() {
  return (
    <>
      <Boundary part="banner">
        <WaitingBar />
      </Boundary>
      <FrameActions />
      <Shortcuts />
      <Boundary part="dialogs" onDismiss={closeKeysSheet}>
        <KeysSheet />
      </Boundary>
    </>
  );
}

function pageKey(place: Place): string {
  const opened = openAgentOf(place);
  return opened !== undefined
    ? `agent/${opened.connection}/${opened.agent}/${opened.copyOf ?? ""}`
    : `${place.screen}/${connectionOf(place) ?? ""}`;
}

function Page({ place, gone }: { readonly place: Place; readonly gone: boolean }) {
  if (gone) {
    return <FirstScreen />;
  }
  switch (place.screen) {
    case "first":
      return <FirstScreen />;
    case "connect":
      return <ConnectPage system={place.system} />;
    case "connection":
      return <ConnectionPage connection={place.connection} />;
    case "coverage":
      return <CoveragePage place={place} />;
    case "history":
      return <HistoryPage key={place.of?.agent ?? ""} place={place} />;
    case "unfinished":
      return <UnfinishedPage />;
    case "settings":
      return <SettingsPage />;
    case "me":
      return <MyProfilePage connection={place.connection} section={place.section} />;
    case "agents":
    case "everything": {
      const opened = openAgentOf(place);
      return opened === undefined ? <ChooseAgent /> : <AgentPage {...opened} />;
    }
  }
}
