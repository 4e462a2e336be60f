import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useLayoutEffect } from "react";
import { onChangesMoved } from "../bridge";
import { attachmentsKey, historyKey, setAsideKey } from "../changes/keys";
import { openChanges } from "../changes/openChanges";
import { useStartUp } from "../start/startUp";

/** Keeps the open changes as the core has them, for as long as the window is open. */
export function FollowChanges() {
  const { changes } = useStartUp();
  const client = useQueryClient();
  useLayoutEffect(() => openChanges.take(changes), [changes]);
  useEffect(() => {
    const stop = onChangesMoved(({ changes: now }) => openChanges.take(now));
    // What happened before the listener stood. Where it cannot be asked, the next event tells.
    void openChanges.refresh().catch(() => undefined);
    return stop;
  }, []);
  useEffect(
    () =>
      openChanges.onMoved((gone) => {
        if (gone.length === 0) {
          return;
        }
        for (const queryKey of [historyKey, attachmentsKey, setAsideKey]) {
          void client.invalidateQueries({ queryKey });
        }
        const settled = gone.filter(
          ({ id, state }) => state.kind === "sent" && openChanges.verdictOn(id) !== "notMade",
        );
        for (const change of settled) {
          void import("../saving/settled").then(({ tellSettled }) => tellSettled(client, change));
        }
      }),
    [client],
  );
  return null;
}
