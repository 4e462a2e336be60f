/** An agent's session for a test: the one of its page, over a document, with the mocked core of dev/. */
import { clearMocks } from "@tauri-apps/api/mocks";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { beforeEach } from "vitest";
import { mockCore } from "../dev/core";
import { bird } from "../dev/fixtures";
import { Providers } from "./app/Providers";
import { createQueries } from "./app/queries";
import type { AgentRecord, Control, FieldDescription, JsonValue, Section, SystemDescription } from "./bridge";
import { type Language, speak } from "./i18n";
import { drafts } from "./session/drafts";
import type { AgentSession } from "./session/session";
import { unfinished } from "./session/unfinished";
import { recordOfDraft } from "./session/unread";
import { type Beginning, useSession } from "./session/useSession";

const section = (
  id: string,
  kind: Section["kind"],
  controls: Readonly<Record<string, Control>>,
): Section => ({
  id,
  kind,
  groups: [
    {
      id,
      rarelyUsed: false,
      shownWhen: [],
      fields: Object.entries(controls).map(([key, control]) => ({
        ...bareField(`/${key}`, key, control),
        clearing: "emptyText",
      })),
    },
  ],
});

const system: SystemDescription = {
  ...bird,
  sections: [
    section("profile", "form", { avatarUrl: { kind: "avatar" }, timezone: { kind: "timeZone" } }),
    section("hours", "hours", { weeklySchedule: { kind: "schedule" }, holidays: { kind: "holidays" } }),
    section("drops", "drops", { dropVms: { kind: "drops" } }),
  ],
};

export function recordOf(document: JsonValue): AgentRecord {
  const draft = { connection: "northwind", agent: "agent-1", base: document, edits: {}, updatedAt: "" };
  const record = recordOfDraft(draft, "agent-1");
  return { ...record, summary: { ...record.summary, name: "Ana Ruiz", kind: "user", status: "active" } };
}

interface Shown {
  /** The session as it was drawn last. */
  readonly now: () => AgentSession;
}

interface StageProps {
  readonly beginning: Beginning;
  readonly draw: (session: AgentSession) => ReactNode;
  readonly onDraw: (session: AgentSession) => void;
}

function Stage({ beginning, draw, onDraw }: StageProps) {
  const session = useSession(beginning);
  onDraw(session);
  return draw(session);
}

beforeEach(() => {
  // A test that needs other answers mocks the core again.
  clearMocks();
  mockCore({});
  // Drafts and what is half typed outlive the page: nothing of them may reach the next test.
  drafts.replace("northwind", []);
  unfinished.forget("northwind", "agent-1", "");
});

interface SessionOptions {
  readonly described?: SystemDescription;
  readonly language?: Language;
}

/** Draws something on the session of an agent with this document. Only the core is played. */
export function onSession(
  document: JsonValue,
  draw: StageProps["draw"],
  { described = system, language = "en" }: SessionOptions = {},
): Shown {
  speak(language);
  const record = recordOf(document);
  let latest: AgentSession | undefined;
  render(
    <Providers client={createQueries()}>
      <Stage
        beginning={{ connection: "northwind", system: described, agent: "agent-1", own: false, record }}
        draw={draw}
        onDraw={(session) => {
          latest = session;
        }}
      />
    </Providers>,
  );
  return {
    now: () => {
      if (latest === undefined) {
        throw new Error("nothing was drawn");
      }
      return latest;
    },
  };
}

/** A field that is edited at any time and asks for nothing. */
export function bareField(pointer: string, key: string, control: Control): FieldDescription {
  return {
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
    wantedWhen: [],
    replacesAll: false,
    items: null,
  };
}
