/** The window for a test: real components, the mocked core of dev/. */
import { spotlight } from "@mantine/spotlight";
import { clearMocks } from "@tauri-apps/api/mocks";
import { render } from "@testing-library/react";
import { mockCore, type Scene } from "../dev/core";
import { App } from "./app/App";
import { go, type Place } from "./app/place";
import { speak } from "./i18n";
import { clearNotices } from "./notices/notices";
import { closeKeysSheet } from "./settings/keys";

export function openWindow(scene: Scene, place: Place = { screen: "first" }) {
  // What one test left open must not stand in the way of the next.
  spotlight.close();
  closeKeysSheet();
  clearNotices();
  clearMocks();
  localStorage.clear();
  sessionStorage.clear();
  mockCore(scene);
  speak("en");
  go(place);
  return render(<App />);
}
