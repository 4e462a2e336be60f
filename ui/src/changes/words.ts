/** Open changes in words. No sentence says more than is known. */
import type { OpenChange } from "../bridge";
import { type MessageId, shownName, text } from "../i18n";

export interface ChangeWords {
  readonly title: string;
  readonly meaning: string;
}

export function nameIn({ agentName }: Pick<OpenChange, "agentName">): string {
  return shownName(agentName, text("changes.noName"));
}

/** What it is that was sent and that nobody knows of. */
export function sentWords(change: OpenChange): ChangeWords {
  const { state, kind } = change;
  const look = state.kind === "sent" ? state.look : "notLooked";
  // It is certain that it was done; only its entry in the history could not be written.
  const certain = state.kind === "sent" && state.error?.done === "yes";
  const title: MessageId = certain ? "changes.doneUnwritten" : `changes.sent.${kind}`;
  const meaning: MessageId = certain ? "changes.doneUnwrittenMeaning" : `changes.look.${look}`;
  return { title: text(title, { name: nameIn(change) }), meaning: text(meaning) };
}

/** The one line of a change in a list. */
export function openWords(change: OpenChange): ChangeWords {
  const name = nameIn(change);
  const what = text(`changes.kind.${change.kind}`, { name });
  switch (change.state.kind) {
    case "waiting":
      return { title: what, meaning: text("changes.waits") };
    case "running":
      return { title: what, meaning: text(`changes.stage.${change.state.stage}`) };
    case "conflicts":
      return {
        title: what,
        meaning: text("changes.conflicts", { count: change.state.conflicts.length }),
      };
    case "refused":
      return { title: what, meaning: text("changes.refused", { count: change.state.findings.length }) };
    case "failed":
      return { title: what, meaning: "" };
    case "sent":
      return sentWords(change);
  }
}
