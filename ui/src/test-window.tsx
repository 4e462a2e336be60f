/** The window for a test: real components, the mocked core of dev/. */
import { clearMocks } from "@tauri-apps/api/mocks";
import { render } from "@testing-library/react";
import { mockCore, type Scene } from "../dev/core";
import { ask } from "./agents/adding";
import { App } from "./app/App";
import { go, type Place } from "./app/place";
import { closeCopy } from "./copying/open";
import { speak } from "./i18n";
import { clearNotices } from "./notices/notices";
import { closePalette } from "./palette/open";
import { closeKeysSheet } from "./settings/keys";

export function openWindow(scene: Scene, place: Place = { screen: "first" }) {
  // What one test left open must not stand in the way of the next.
  closePalette();
  closeKeysSheet();
  closeCopy();
  ask(undefined);
  clearNotices();
  clearMocks();
  localStorage.clear();
  sessionStorage.clear();
  mockCore(scene);
  speak("en");
  go(place);
  return render(<App />);
}
