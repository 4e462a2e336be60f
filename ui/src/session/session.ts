/**
 * One agent as it is being edited: the document the edits began from, and the edits on top of it. What the page and the
 * rooms beside it (hours, drops, avatar) share; nothing here draws or asks the core.
 */
import type {
  AgentId,
  AgentRecord,
  ConnectionId,
  Edits,
  Finding,
  JsonValue,
  Pointer,
  SystemDescription,
} from "../bridge";

export interface AgentSession {
  readonly connection: ConnectionId;
  readonly system: SystemDescription;
  /** Nothing while the agent is not created yet. */
  readonly agent: AgentId | null;
  /** The agent of the person whose key this is: saved by the operation for that. */
  readonly own: boolean;
  /** As it was read; nothing while it is not created yet. */
  readonly record: AgentRecord | null;
  /** The document the edits began from. */
  readonly base: JsonValue;
  readonly edits: Edits;
  /** The value at a place: edited, else as it was read; null where there is none. */
  value(pointer: Pointer): JsonValue;
  /** The same from the top of the whole document, also inside a record. */
  documentValue(pointer: Pointer): JsonValue;
  /** Takes an edit; one that says the same as the document is no edit and puts the field back. */
  edit(pointer: Pointer, value: JsonValue): void;
  /**
   * An edit made of the value as it is at that moment, not as it was when somebody drew it: two quick ones both count. Also after
   * the page was left: then the agent's draft takes it.
   */
  change(pointer: Pointer, to: (now: JsonValue) => JsonValue): void;
  /** The value at a place at this very moment, which may be newer than what is drawn. */
  latest(pointer: Pointer): JsonValue;
  /** Puts a field back as it was read. */
  revert(pointer: Pointer): void;
  isEdited(pointer: Pointer): boolean;
  /** What can be said about the values on screen, field by field. */
  readonly findings: readonly Finding[];
  /** Inside a record of a list: where the record is. Pointers of its fields begin there. */
  readonly within?: Pointer;
  /** Inside a record: the value as it was read, wherever the record was then. */
  asRead?(pointer: Pointer): JsonValue;
  /** After something was stored beside the form, such as an upload: the edits go on from this record. */
  replaceRecord(record: AgentRecord): void;
}

/** What a section that is drawn by hand is given. */
export interface SectionProps {
  readonly session: AgentSession;
}
