/** Says what became of a change: stored, kept from others, stored otherwise, sent and not known; with the way back. */
import type { QueryClient } from "@tanstack/react-query";
import { nameOf } from "../agents/words";
import {
  type AgentId,
  type ChangeId,
  type ChangeKind,
  type ConnectionId,
  commands,
  type JobOptions,
  type OpenChange,
  runJob,
  type SaveOutcome,
  type SystemDescription,
} from "../bridge";
import { openChanges, sentWords } from "../changes";
import { placeAt } from "../controls/places";
import { valueWords } from "../controls/words";
import { toError } from "../errors";
import { formatFor, i18n, type Texts, text, textByKey } from "../i18n";
import { tell } from "../notices";
import { drafts } from "../session/drafts";
import { forgetRecord, keepRecord } from "../session/records";
import { unfinished } from "../session/unfinished";
import { closeAgent, go, openAgent, openAgentOf, whereWeAre } from "../window/place";
import { leaveFailure } from "./arrival";

type Saved = Extract<SaveOutcome, { kind: "saved" }>;

/** The agent a change was about, as far as it takes to say so. */
export interface About {
  readonly connection: ConnectionId;
  /** Without it, fields are not named. */
  readonly system: SystemDescription | undefined;
  readonly agent: AgentId | null;
  readonly name: string;
}

function currentTexts(): Texts {
  return { t: text, byKey: textByKey, format: formatFor(i18n.locale), language: i18n.locale };
}

function labelsOf(system: SystemDescription | undefined, pointers: readonly string[]): string[] {
  const texts = currentTexts();
  const labels = pointers
    .map((pointer) => (system === undefined ? undefined : placeAt(system, pointer, texts)))
    .flatMap((place) => (place?.field === undefined ? [] : [place.label]));
  return [...new Set(labels)];
}

/** What is worth saying beside "saved". */
export function outcomeWords(
  { system }: { readonly system: SystemDescription | undefined },
  outcome: Saved,
): string | undefined {
  const texts = currentTexts();
  const labels = labelsOf(system, outcome.merged);
  const merged = labels.length === 0 ? [] : [text("agent.merged", { fields: texts.format.list(labels) })];
  const differing = outcome.differences.map(({ pointer, stored }) => {
    const place = system === undefined ? undefined : placeAt(system, pointer, texts);
    return system === undefined || place?.field === undefined
      ? text("agent.storedOtherwiseUnnamed")
      : text("agent.storedOtherwise", {
          field: place.label,
          value: valueWords(place.field, stored, { system, texts }),
        });
  });
  const left = labelsOf(
    system,
    outcome.missing.map(({ pointer }) => pointer),
  );
  const missing = left.length === 0 ? [] : [text("changes.missing", { fields: texts.format.list(left) })];
  const nothing = outcome.change === null && !outcome.unrecorded ? [text("changes.nothingToSend")] : [];
  const unrecorded = outcome.unrecorded ? [text("changes.unrecorded")] : [];
  const said = [...nothing, ...merged, ...differing, ...missing, ...unrecorded];
  return said.length === 0 ? undefined : said.join(" ");
}

/** `opens` is a new agent that is not on screen: a way to it is offered, and nobody is taken there. */
export function saySaved(
  client: QueryClient,
  about: About,
  outcome: Saved,
  opens: AgentId | undefined,
): void {
  const { connection, agent } = about;
  const name = nameOf(outcome.record.summary);
  const created = agent === null;
  const { change } = outcome;
  const open = { label: text("changes.open"), run: () => openAgent(connection, outcome.record.id) };
  const undo = {
    label: text("agent.undo"),
    run: () => change !== null && void takeBack(client, { ...about, agent: outcome.record.id, name }, change),
  };
  // A created agent is deleted by its own command, which asks first; where nothing was changed nothing can be put back.
  const action = created ? (opens === undefined ? undefined : open) : change === null ? undefined : undo;
  tell.done(text(created ? "agent.created" : "agent.saved", { name }), outcomeWords(about, outcome), action);
}

/** It was sent and nobody knows: what is known by now, and the way to where it can be looked for. */
export async function saySent(
  change: ChangeId,
  about: { readonly kind: ChangeKind; readonly name: string },
): Promise<void> {
  const all = await openChanges.refresh().catch(() => undefined);
  const known = all?.find(({ id }) => id === change);
  // Settled in the meantime: that is told where it is heard.
  if (all !== undefined && known === undefined) {
    return;
  }
  const { title, meaning } = sentWords(known ?? unknownChange(change, about));
  tell.information(title, meaning, { label: text("changes.show"), run: () => go({ screen: "unfinished" }) });
}

function unknownChange(
  id: ChangeId,
  about: { readonly kind: ChangeKind; readonly name: string },
): OpenChange {
  return {
    id,
    connection: "",
    agent: null,
    agentName: about.name,
    kind: about.kind,
    beganAt: "",
    batch: null,
    job: null,
    state: { kind: "sent", error: null, look: "notLooked" },
  };
}

/** An agent is gone from its system: from here it goes, too, with the way back. */
export function sayDeleted(client: QueryClient, about: About, change: ChangeId): void {
  const { connection, agent, name } = about;
  if (agent !== null) {
    void drafts.discard(connection, agent);
    unfinished.forget(connection, agent, "");
    const opened = openAgentOf(whereWeAre());
    if (opened?.connection === connection && opened.agent === agent) {
      closeAgent(connection);
    }
    forgetRecord(client, connection, agent);
  }
  tell.done(text("agent.deleted", { name }), text("agent.deletedHow"), {
    label: text("agent.createAgain"),
    run: () => void takeBack(client, about, change),
  });
}

/** What became of taking a change back. */
function sayTakenBack(client: QueryClient, about: About, outcome: SaveOutcome): void {
  const { connection, agent } = about;
  switch (outcome.kind) {
    case "saved": {
      const { record } = outcome;
      keepRecord(client, record);
      const name = nameOf(record.summary);
      const another = record.id !== agent;
      tell.done(
        text(another ? "agent.createdAgain" : "agent.undone", { name }),
        outcomeWords(about, outcome),
        another ? { label: text("changes.open"), run: () => openAgent(connection, record.id) } : undefined,
      );
      return;
    }
    case "partlyCreated": {
      const { record, remaining, error } = outcome;
      keepRecord(client, record);
      drafts.keep(connection, record.id, record.document, remaining);
      leaveFailure(connection, record.id, error);
      const name = nameOf(record.summary);
      tell.information(text("agent.createdAgain", { name }), text("agent.partlyCreated", { name }), {
        label: text("changes.open"),
        run: () => openAgent(connection, record.id),
      });
      return;
    }
    case "deleted":
      sayDeleted(client, about, outcome.change);
      return;
    case "sent":
      void saySent(outcome.change, { kind: "undone", name: about.name });
      return;
    case "conflicts":
    case "refused":
    case "done":
      tell.information(text("agent.undoIncomplete"));
  }
}

/** Which field moved since, where that is why something cannot be taken back. */
export function movedWords(system: SystemDescription | undefined, error: unknown): string | undefined {
  const { code, field } = toError(error);
  const [label] = code === "cannotUndo" && field !== null ? labelsOf(system, [field]) : [];
  return label === undefined ? undefined : text("history.moved", { field: label });
}

/**
 * Takes a change of the history back. Pages follow by the record; a deleted agent comes back as a new one. Answers whether it
 * was done; `failed` hears why not, where it has a place to say so.
 */
export async function takeBack(
  client: QueryClient,
  about: About,
  change: ChangeId,
  { failed, ...options }: JobOptions & { readonly failed?: (error: unknown) => void } = {},
): Promise<boolean> {
  try {
    const outcome = await runJob((job, channel) => commands.undoChange(change, job, channel), options);
    sayTakenBack(client, about, outcome);
    return true;
  } catch (error) {
    if (failed !== undefined) {
      failed(error);
    } else {
      const moved = movedWords(about.system, error);
      if (moved === undefined) {
        tell.problem(error, true);
      } else {
        tell.information(text("error.cannotUndo.title"), `${moved} ${text("error.cannotUndo.action")}`);
      }
    }
    return false;
  }
}
