/** The window for a test: real components, the mocked core of dev/. */
import { clearMocks } from "@tauri-apps/api/mocks";
import { render } from "@testing-library/react";
import { mockCore, type Scene } from "../dev/core";
import { App } from "./app/App";
import { go, type Place } from "./app/place";
import { speak } from "./i18n";

export function openWindow(scene: Scene, place: Place = { screen: "first" }) {
  clearMocks();
  localStorage.clear();
  sessionStorage.clear();
  mockCore(scene);
  speak("en");
  go(place);
  return render(<App />);
}
