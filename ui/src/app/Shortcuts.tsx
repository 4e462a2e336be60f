import { useHotkeys } from "@mantine/hooks";
import { focusSearch } from "../agents/focus";
import { openKeysSheet } from "../settings/keys";
import { connectionOf, createAgent, go, usePlace } from "./place";
import { useStartUp } from "./startUp";

/** Keys that work anywhere. Every one of them stands in the sheet behind "?". */
export function Shortcuts() {
  const { connections } = useStartUp();
  const place = usePlace();
  const here = connectionOf(place);
  useHotkeys([
    ["shift+?", openKeysSheet],
    ["?", openKeysSheet],
    ["/", focusSearch],
    [
      "n",
      () => {
        if (place.screen === "agents" && here !== undefined) {
          createAgent(here);
        }
      },
    ],
    ["mod+,", () => go({ screen: "settings" })],
    ...connections
      .slice(0, 9)
      .map((view, at): [string, () => void] => [
        `mod+${at + 1}`,
        () => go({ screen: "agents", connection: view.connection.id }),
      ]),
  ]);
  return null;
}
