import { useAction } from "../actions/registry";
import { useSources } from "../agents/sources";
import { addSomewhere, beginAdding, wayInto } from "../list/adding";
import { focusSearch } from "../list/focus";
import { wayText } from "../list/ListHead";
import { useStartUp, useSystemOf } from "../start/startUp";
import { openKeysSheet } from "../window/keysSheet";
import { connectionOf, go, isAmongAgents, usePlace } from "../window/place";

/** What can be done from anywhere. */
export function FrameActions() {
  const { connections } = useStartUp();
  const place = usePlace();
  const here = connectionOf(place);
  const system = useSystemOf(here ?? "");
  useAction("keys", openKeysSheet);
  useAction("settings", () => go({ screen: "settings" }));
  useAction("connect", () => go({ screen: "connect" }));
  useAction("coverage", () => go({ screen: "coverage" }));
  useAction("history", () => go({ screen: "history" }));
  useAction("unfinished", () => go({ screen: "unfinished" }));
  useAction("search", focusSearch, { available: isAmongAgents(place) || place.screen === "me" });
  useAction("everything", () => go({ screen: "everything" }), { available: connections.length > 1 });
  useAction("connection", (way = 0) => {
    const view = connections[way];
    if (view !== undefined) {
      go({ screen: "agents", connection: view.connection.id });
    }
  });
  useAction(
    "me",
    () => {
      if (here !== undefined) {
        go({ screen: "me", connection: here });
      }
    },
    { available: here !== undefined && system?.capabilities.ownAgent === true },
  );
  useNewAgent();
  return null;
}

/** Into the connection whose list is open, else it is asked where. The key belongs to the list; the palette offers it everywhere. */
function useNewAgent(): void {
  const sources = useSources();
  const place = usePlace();
  const here = connectionOf(place);
  const own = here === undefined || place.screen === "everything" ? undefined : sources.get(here);
  const way = own === undefined ? undefined : wayInto(own);
  const somewhere = own === undefined && [...sources.values()].some((each) => wayInto(each) !== undefined);
  const newAgent = (key?: number) => {
    if (key !== undefined && !isAmongAgents(place)) {
      return;
    }
    if (own === undefined) {
      addSomewhere(sources);
    } else if (way !== undefined) {
      beginAdding(way, own.view.connection.id);
    }
  };
  useAction("new", newAgent, {
    available: somewhere || way !== undefined,
    label: way === undefined ? undefined : wayText[way],
    about: own !== undefined && sources.size > 1 ? own.name : undefined,
  });
}
