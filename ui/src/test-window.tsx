/** The window for a test: real components, the mocked core of dev/. */
import { clearMocks } from "@tauri-apps/api/mocks";
import { render } from "@testing-library/react";
import { mockCore, type Scene } from "../dev/core";
import { App } from "./app/App";
import { speak } from "./i18n";
import { ask } from "./list/adding";
import { clearNotices } from "./notices/notices";
import { closeCopy } from "./window/copy";
import { closeKeysSheet } from "./window/keysSheet";
import { closePalette } from "./window/palette";
import { go, type Place } from "./window/place";

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
