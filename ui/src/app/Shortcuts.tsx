import { useHotkeys } from "@mantine/hooks";
import { useSources } from "../agents/sources";
import { addSomewhere, beginAdding, wayInto } from "../list/adding";
import { focusSearch } from "../list/focus";
import { useStartUp } from "../start/startUp";
import { openKeysSheet } from "../window/keysSheet";
import { connectionOf, go, usePlace } from "../window/place";

/** A letter that is typed while a dialog opens is meant for the dialog, even before its field has the focus. */
function undisturbed(act: () => void): () => void {
  return () => {
    if (document.querySelector("[role=dialog]") === null) {
      act();
    }
  };
}

/** Keys that work anywhere. Every one of them stands in the sheet behind "?". */
export function Shortcuts() {
  const { connections } = useStartUp();
  const sources = useSources();
  const place = usePlace();
  const here = connectionOf(place);
  useHotkeys([
    ["shift+?", undisturbed(openKeysSheet)],
    ["?", undisturbed(openKeysSheet)],
    ["/", undisturbed(focusSearch)],
    [
      "n",
      undisturbed(() => {
        if (place.screen === "everything") {
          addSomewhere(sources);
        } else if (place.screen === "agents" && here !== undefined) {
          const source = sources.get(here);
          const way = source === undefined ? undefined : wayInto(source);
          if (way !== undefined) {
            beginAdding(way, here);
          }
        }
      }),
    ],
    [
      "mod+0",
      () => {
        if (connections.length > 1) {
          go({ screen: "everything" });
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
