/** Says what became of a save: stored, kept from others, stored otherwise; with the way back. */
import type { QueryClient } from "@tanstack/react-query";
import { nameOf } from "../agents/words";
import { isAmongAgents, openAgent, whereWeAre } from "../app/place";
import { commands, runJob, type SaveOutcome } from "../bridge";
import { placeAt } from "../controls/places";
import { valueWords } from "../controls/words";
import { formatFor, i18n, type Texts, text, textByKey } from "../i18n";
import { tell } from "../notices";
import { drafts } from "./drafts";
import { keepRecord } from "./records";
import type { AgentSession } from "./session";

type Saved = Extract<SaveOutcome, { kind: "saved" }>;

function currentTexts(): Texts {
  return { t: text, byKey: textByKey, format: formatFor(i18n.locale), language: i18n.locale };
}

/** What is worth saying beside "saved". */
export function outcomeWords(session: Pick<AgentSession, "system">, outcome: Saved): string | undefined {
  const texts = currentTexts();
  const { system } = session;
  const labels = outcome.merged
    .map((pointer) => placeAt(system, pointer, texts))
    .filter(({ field }) => field !== undefined)
    .map(({ label }) => label);
  const merged =
    labels.length === 0 ? [] : [text("agent.merged", { fields: texts.format.list([...new Set(labels)]) })];
  const differing = outcome.differences.map(({ pointer, stored }) => {
    const { field, label } = placeAt(system, pointer, texts);
    return field === undefined
      ? text("agent.storedOtherwiseUnnamed")
      : text("agent.storedOtherwise", {
          field: label,
          value: valueWords(field, stored, { system, texts }),
        });
  });
  const said = [...merged, ...differing];
  return said.length === 0 ? undefined : said.join(" ");
}

export function sayOutcome(client: QueryClient, session: AgentSession, outcome: Saved): void {
  const name = nameOf(outcome.record.summary);
  const created = session.agent === null;
  const title = text(created ? "agent.created" : "agent.saved", { name });
  const { change } = outcome;
  // A created agent is deleted by its own command, which asks first; where nothing was changed nothing can be put back.
  const action =
    created || change === null
      ? undefined
      : { label: text("agent.undo"), run: () => void undoChange(client, session, change) };
  tell.done(title, outcomeWords(session, outcome), action);
}

/** Takes a change of the history back. The page follows by the record it is given; a deleted agent comes back as a new one. */
export async function undoChange(
  client: QueryClient,
  session: Pick<AgentSession, "system" | "connection" | "agent">,
  change: string,
): Promise<void> {
  try {
    const outcome = await runJob((job, channel) => commands.undoChange(change, job, channel));
    if (outcome.kind === "saved") {
      keepRecord(client, outcome.record);
      if (isAmongAgents(whereWeAre()) && session.agent !== outcome.record.id) {
        // Creating takes the draft of a new agent off the disk: one that is still being written goes back there.
        const unfinished = drafts.of(session.connection, null);
        if (unfinished !== undefined) {
          drafts.keep(session.connection, null, unfinished.base, unfinished.edits);
        }
        openAgent(session.connection, outcome.record.id);
      }
      tell.done(
        text("agent.undone", { name: nameOf(outcome.record.summary) }),
        outcomeWords(session, outcome),
      );
      return;
    }
    if (outcome.kind === "partlyCreated") {
      keepRecord(client, outcome.record);
      openAgent(session.connection, outcome.record.id);
    }
    tell.information(text("agent.undoIncomplete"));
  } catch (error) {
    tell.problem(error, true);
  }
}
