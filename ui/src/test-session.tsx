/** An agent's session for a test: a document, edits on top of it, nothing behind it. */
import { render } from "@testing-library/react";
import { type ReactNode, useRef, useState } from "react";
import { bird } from "../dev/fixtures";
import { Providers } from "./app/Providers";
import { createQueries } from "./app/queries";
import type {
  AgentRecord,
  Control,
  Edits,
  FieldDescription,
  Finding,
  JsonValue,
  SystemDescription,
} from "./bridge";
import { type Language, speak } from "./i18n";
import { valueAt } from "./session/editState";
import { apply, liesWithin, readAt, withEdit, withoutEdit } from "./session/edits";
import type { AgentSession } from "./session/session";
import { useUnfinishedFindings } from "./session/unfinished";

const section = (id: string, kind: "form" | "hours" | "drops", fields: [string, JsonValue][]) => ({
  id,
  kind,
  groups: [
    {
      id,
      rarelyUsed: false,
      shownWhen: [],
      fields: fields.map(([pointer, control]) => ({
        pointer,
        key: pointer.slice(1),
        control,
        required: false,
        access: "editable",
        clearing: "emptyText",
        shownWhen: [],
        requiredWithin: null,
        preset: null,
        meaning: null,
        aid: null,
        replacesAll: false,
        items: null,
      })),
    },
  ],
});

const system = {
  ...bird,
  sections: [
    section("profile", "form", [
      ["/avatarUrl", { kind: "avatar" }],
      ["/timezone", { kind: "timeZone" }],
    ]),
    section("hours", "hours", [
      ["/weeklySchedule", { kind: "schedule" }],
      ["/holidays", { kind: "holidays" }],
    ]),
    section("drops", "drops", [["/dropVms", { kind: "drops" }]]),
  ],
} as unknown as SystemDescription;

export function recordOf(document: JsonValue): AgentRecord {
  return {
    connection: "northwind",
    id: "agent-1",
    document,
    summary: {
      connection: "northwind",
      id: "agent-1",
      name: "Ana Ruiz",
      emails: [],
      picture: null,
      kind: "user",
      status: "active",
      activity: null,
      teams: [],
      roles: [],
      timeZone: null,
      openness: { kind: "unknown" },
      week: null,
      workload: null,
      createdAt: null,
    },
    readAt: "2026-03-04T15:12:00Z",
    remembered: false,
  };
}

interface Shown {
  /** The session as it is now. */
  readonly now: () => AgentSession;
}

interface StageProps {
  readonly document: JsonValue;
  readonly described: SystemDescription;
  readonly findings: readonly Finding[];
  readonly draw: (session: AgentSession) => ReactNode;
  readonly latest: { session?: AgentSession };
}

function Stage({ document, described, findings, draw, latest }: StageProps) {
  const [record, setRecord] = useState(() => recordOf(document));
  const [edits, setEdits] = useState<Edits>({});
  const base = record.document;
  const now = useRef(edits);
  now.current = edits;
  const take = (change: (before: Edits) => Edits) => {
    now.current = change(now.current);
    setEdits(now.current);
  };
  const session: AgentSession = {
    connection: "northwind",
    system: described,
    agent: "agent-1",
    own: false,
    record,
    base,
    edits,
    value: (pointer) => edits[pointer] ?? readAt(apply(base, edits), pointer),
    documentValue: (pointer) => readAt(apply(base, edits), pointer),
    edit: (pointer, value) => take((before) => withEdit(base, before, pointer, value)),
    change: (pointer, to) =>
      take((before) => withEdit(base, before, pointer, to(valueAt({ base, edits: before }, pointer)))),
    latest: (pointer) => valueAt({ base, edits: now.current }, pointer),
    revert: (pointer) => take((before) => withoutEdit(before, pointer)),
    isEdited: (pointer) => Object.keys(edits).some((each) => liesWithin(each, pointer)),
    findings: [...useUnfinishedFindings("northwind", "agent-1"), ...findings],
    replaceRecord: setRecord,
  };
  latest.session = session;
  return draw(session);
}

/** Draws something on a session over a document. */
export function onSession(
  document: JsonValue,
  draw: StageProps["draw"],
  {
    described = system,
    findings = [],
    language = "en",
  }: Partial<Pick<StageProps, "described" | "findings"> & { language: Language }> = {},
): Shown {
  const latest: StageProps["latest"] = {};
  speak(language);
  render(
    <Providers client={createQueries()}>
      <Stage document={document} described={described} findings={findings} draw={draw} latest={latest} />
    </Providers>,
  );
  return {
    now: () => {
      if (latest.session === undefined) {
        throw new Error("nothing was drawn");
      }
      return latest.session;
    },
  };
}

/** A field that is edited at any time and asks for nothing. */
export const bareField = (pointer: string, key: string, control: Control): FieldDescription => ({
  pointer,
  key,
  control,
  required: false,
  access: "editable",
  clearing: "null",
  shownWhen: [],
  requiredWithin: null,
  preset: null,
  meaning: null,
  aid: null,
  replacesAll: false,
  items: null,
});
