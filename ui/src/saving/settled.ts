/** A change that was sent and of which nobody knew has been settled: the pages, lists and drafts follow, and it is told. */
import type { QueryClient } from "@tanstack/react-query";
import { agentsKey } from "../agents/useAgents";
import { type ChangeRecord, commands, type OpenChange, unwrap } from "../bridge";
import { openChanges } from "../changes/openChanges";
import { nameIn } from "../changes/words";
import { text } from "../i18n";
import { tell } from "../notices";
import { drafts } from "../session/drafts";
import { recordQuery } from "../session/records";
import { openAgent } from "../window/place";

/** Its entry in the history has the same name; none where it was not made. */
async function entryOf(change: OpenChange): Promise<ChangeRecord | undefined> {
  try {
    return await unwrap(commands.historyEntry(change.id));
  } catch {
    return undefined;
  }
}

/** The core took what was stored out of the draft on disk: here it goes, too. */
async function followDraft({ connection, agent, kind }: OpenChange): Promise<void> {
  const of = kind === "created" ? null : agent;
  if (drafts.of(connection, of) === undefined) {
    return;
  }
  // What was typed since goes to disk first.
  await drafts.flush();
  const kept = await unwrap(commands.drafts());
  const left = kept.find((draft) => draft.connection === connection && draft.agent === of);
  if (left === undefined) {
    await drafts.discard(connection, of);
  } else {
    drafts.keep(connection, of, left.base, left.edits);
  }
}

export async function tellSettled(client: QueryClient, change: OpenChange): Promise<void> {
  const { connection } = change;
  const entry = await entryOf(change);
  if (entry === undefined) {
    return;
  }
  await followDraft(change).catch(() => undefined);
  const { agent } = entry;
  if (agent !== null) {
    void client.invalidateQueries({ queryKey: recordQuery(connection, agent).queryKey });
  }
  void client.invalidateQueries({ queryKey: agentsKey(connection) });
  // Who said that it was made need not be told.
  if (openChanges.verdictOn(change.id) !== undefined) {
    return;
  }
  const name = nameIn(change);
  const open =
    agent === null ? undefined : { label: text("changes.open"), run: () => openAgent(connection, agent) };
  switch (entry.kind) {
    case "created":
      tell.done(text("changes.settledCreated", { name }), text("changes.settledHow"), open);
      return;
    case "deleted":
      tell.done(text("changes.settledDeleted", { name }), text("changes.settledHow"));
      return;
    default:
      tell.done(text("changes.settledMade", { name }), text("changes.settledHow"), open);
  }
}
