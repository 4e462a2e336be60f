/** After a connection was led elsewhere: what belongs to the old account leaves the window, and it is said that it is kept. */
import type { QueryClient } from "@tanstack/react-query";
import { type ConnectionId, commands, type SetAside, unwrap } from "../bridge";
import { attachmentsKey, historyKey, setAsideKey } from "../changes/keys";
import { partsWords } from "../changes/partsWords";
import { text } from "../i18n";
import { tell } from "../notices";
import { drafts } from "../session/drafts";
import { unfinished } from "../session/unfinished";
import { startUpQuery } from "../start/startUp";
import { go } from "../window/place";

function known(client: QueryClient): readonly SetAside[] {
  return (
    client.getQueryData<readonly SetAside[]>(setAsideKey) ??
    client.getQueryData(startUpQuery.queryKey)?.setAside ??
    []
  );
}

export async function followAccount(client: QueryClient, connection: ConnectionId): Promise<void> {
  try {
    const before = new Set(known(client).map(({ account }) => account.id));
    const now = await unwrap(commands.setAside());
    client.setQueryData(setAsideKey, now);
    // The core knows what belongs to the account that the connection leads to now.
    drafts.replace(connection, await unwrap(commands.drafts()));
    unfinished.replace(connection, await unwrap(commands.unfinished()));
    for (const queryKey of [attachmentsKey, historyKey]) {
      void client.invalidateQueries({ queryKey });
    }
    const parts = now.filter(({ account }) => !before.has(account.id));
    const [left] = parts;
    if (left !== undefined) {
      tell.information(text("changes.movedTitle"), text("changes.moved", { parts: partsWords(left) }), {
        label: text("changes.show"),
        run: () => go({ screen: "unfinished" }),
      });
    }
  } catch (error) {
    tell.problem(error);
  }
}
