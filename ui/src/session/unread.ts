/** An agent that cannot be read just now, and of which a draft is kept: its page begins from what the draft began from. */
import { createContext } from "react";
import { namedSummary } from "../agents/summary";
import type { AgentId, AgentRecord, Draft, JsonValue, Pointer, Section, SystemDescription } from "../bridge";
import { liesWithin, readAt } from "./edits";

export interface Unread {
  readonly error: unknown;
  readonly again: () => void;
}

/** Set around a page that is drawn from a draft alone. */
export const UnreadContext = createContext<Unread | undefined>(undefined);

const textAt = (document: JsonValue, pointer: string): string => {
  const value = readAt(document, pointer);
  return typeof value === "string" ? value : "";
};

/** What a draft's agent is called, as far as it was read. */
export function nameOfDraft({ base, edits }: Draft): string {
  const edited = edits["/name"];
  return typeof edited === "string" && edited !== "" ? edited : textAt(base, "/name");
}

/** The system with the fields of these places alone: a draft knows of no others what they hold. */
export function onlyFieldsOf(system: SystemDescription, places: readonly Pointer[]): SystemDescription {
  const isMeant = (pointer: Pointer) =>
    places.some((place) => liesWithin(place, pointer) || liesWithin(pointer, place));
  const onlyMeant = (section: Section) => ({
    ...section,
    groups: section.groups
      .map((group) => ({ ...group, fields: group.fields.filter((field) => isMeant(field.pointer)) }))
      .filter((group) => group.fields.length > 0),
  });
  const isHours = (section: Section) =>
    section.kind === "hours" &&
    section.groups.some((group) => group.fields.some((field) => isMeant(field.pointer)));
  const sections = system.sections
    // A week is read with its time zone and its holidays.
    .map((section) => (isHours(section) ? section : onlyMeant(section)))
    .filter((section) => section.groups.length > 0);
  return { ...system, sections };
}

/** What the draft keeps of the agent as it was read when the draft began. Nothing is known of its state now. */
export function recordOfDraft(draft: Draft, agent: AgentId): AgentRecord {
  const { connection, base } = draft;
  return {
    connection,
    id: agent,
    document: base,
    summary: namedSummary(connection, agent, textAt(base, "/name")),
    readAt: "",
    remembered: false,
  };
}
