/**
 * The mocked core: answers the commands from fixtures, so that the window can be looked at in a plain browser.
 * Never part of the program: only dev/entry.ts imports it, and the build of the program begins at src/main.tsx.
 */
import { mockIPC } from "@tauri-apps/api/mocks";
import type {
  AgentPage,
  AgentSummary,
  CallboardError,
  CoverageQuestion,
  Edits,
  ErrorCode,
  Finding,
  HistoryQuery,
  Value as JsonValue,
  Learned,
  Pick,
  SaveTarget,
} from "../src/bridge/bindings";
import { readAt } from "../src/session/edits";
import { activityAnswers, everySystem, otherAgents, raia, recordOfOther } from "./activity";
import { conflictsOf, documentOf, learnedAt, liveState, planOf, recordOf, savedOf } from "./agents";
import { mockBases } from "./bases";
import { copyPlan, several, voiceDocument, voicesOf } from "./copying";
import { dropAnswers } from "./drops";
import { connection, manyAgents, sample, started } from "./fixtures";
import { pageOf } from "./history";
import { clockChanges, coverageOf } from "./hours";
import { voiceAgents, voiceRecord } from "./voices";

export interface Scene {
  /** What the core says at start. */
  readonly start?: Partial<typeof started>;
  /** Five systems side by side instead of one. */
  readonly several?: boolean;
  /** Connections whose list fails, with the code. */
  readonly failingLists?: Readonly<Record<string, ErrorCode>>;
  /** How many agents there are, and how many a page holds. */
  readonly agents?: number;
  readonly pageSize?: number;
  /** The page, from 0, that fails. */
  readonly failingPage?: number;
  /** Commands that fail, with the code. */
  readonly failing?: Readonly<Record<string, ErrorCode>>;
  /** What somebody else stored meanwhile: a save of these places finds a conflict. */
  readonly conflicts?: Readonly<Record<string, JsonValue>>;
  /** What the check says, for edits of these places. */
  readonly findings?: readonly Finding[];
  /** Commands that never answer. */
  readonly silent?: readonly string[];
  /** Commands and their answers, beside the usual ones. */
  readonly answers?: Readonly<Record<string, unknown>>;
  /** Commands and how they answer, for scenes of tests. */
  readonly answering?: Readonly<Record<string, (of: never) => unknown>>;
  /** What becomes of every answer on its way to the window. */
  readonly change?: (answer: unknown) => unknown;
  /** Every system with a connection to it, instead of Bird alone. */
  readonly everySystem?: boolean;
}

export function failure(code: ErrorCode, context: Record<string, string> = {}): CallboardError {
  return {
    code,
    system: "bird",
    operation: "listAgents",
    status: code === "wrongKey" ? 401 : code === "systemFault" ? 503 : null,
    field: null,
    retryAfterSeconds: null,
    requestId: "req_7Qk2",
    detail: null,
    context,
  };
}

type Arguments = Record<string, unknown>;

function agentsOf(scene: Scene, connectionId: string): AgentSummary[] {
  const voices = scene.several === true ? voicesOf(connectionId) : undefined;
  const others = [...(otherAgents(connectionId) ?? []), ...voiceAgents(connectionId)];
  return voices ?? (others.length > 0 ? others : manyAgents(scene.agents ?? 64, connectionId));
}

function page(scene: Scene, of: Arguments): AgentPage {
  const id = typeof of.connection === "string" ? of.connection : "northwind";
  const failing = scene.failingLists?.[id];
  if (failing !== undefined) {
    throw failure(failing);
  }
  const all = agentsOf(scene, id);
  const size = scene.pageSize ?? 100;
  const at = typeof of.cursor === "string" ? Number(of.cursor) : 0;
  if (scene.failingPage !== undefined && at === scene.failingPage * size) {
    throw failure("systemFault");
  }
  const end = at + size;
  return {
    agents: all.slice(at, end),
    next: end < all.length ? String(end) : null,
    total: all.length,
    unreadable: 0,
  };
}

/** The agent a command names, as the list has it. */
function named(scene: Scene, of: Arguments): AgentSummary {
  const connectionId = typeof of.connection === "string" ? of.connection : "northwind";
  const all = agentsOf(scene, connectionId);
  const found = all.find((agent) => agent.id === of.agent) ?? all[1] ?? all[0];
  if (found === undefined) {
    throw failure("agentNotFound");
  }
  return found;
}

export function mockCore(scene: Scene): void {
  const answers: Record<string, (of: Arguments) => unknown> = {
    ...activityAnswers,
    start_up: () => ({
      ...started,
      ...(scene.several === true ? several : {}),
      ...(scene.everySystem === true ? everySystem : {}),
      ...scene.start,
    }),
    save_settings: () => null,
    unfinished: () => [],
    keep_unfinished: () => [],
    try_storage_again: () => null,
    closing_heard: () => null,
    close_window: () => null,
    probe_keychain: () => scene.start?.keychain ?? "ready",
    list_agents: (of) => page(scene, of),
    add_connection: (of) =>
      (of.draft as { system: string }).system === "raia"
        ? { ...raia, connection: { ...raia.connection, agentKeys: [] } }
        : connection,
    update_connection: () => connection,
    test_connection: () => ({ agents: 64, ownName: "Ana Ruiz" }),
    remove_connection: () => null,
    start_samples: () => [sample],
    reset_samples: () => null,
    cancel_job: () => null,
    openness: () => [],
    index_agents: (of) =>
      agentsOf({ ...scene, agents: 12 }, String(of.connection)).map(
        ({ connection, id, name, status, activity }) => ({
          connection,
          id,
          name,
          status,
          activity,
        }),
      ),
    coverage: (of) => coverageOf((id) => agentsOf(scene, id), of.question as CoverageQuestion),
    clock_changes: () => clockChanges,
    drafts: () => scene.start?.drafts ?? [],
    pending_attachments: () => scene.start?.attachments ?? [],
    learned_values: (of) => learnedAt((of.learned as Learned).from),
    history: (of) => pageOf(of.query as HistoryQuery),
    export_history: () => true,
    open_changes: () => scene.start?.changes ?? [],
    settle_change: () => scene.start?.changes ?? [],
    decide_change: () => [],
    dismiss_change: () => null,
    set_aside: () => scene.start?.setAside ?? [],
    forget_set_aside: () => null,
    damaged_files: () => [],
    remove_damaged_file: () => null,
    read_agent: (of) => {
      const other = recordOfOther(of.connection, of.agent) ?? voiceRecord(of.connection, of.agent);
      if (other !== undefined) {
        return other;
      }
      const summary = named(scene, of);
      const isVoice = scene.several === true && voicesOf(summary.connection) !== undefined;
      return isVoice ? recordOf(summary, voiceDocument(summary)) : recordOf(summary);
    },
    plan_copy: () => copyPlan,
    read_own_agent: (of) => recordOf(named(scene, { ...of, agent: "agent-1" })),
    live_state: () => liveState,
    keep_draft: () => true,
    report_page_fault: () => null,
    discard_draft: () => null,
    check_edits: (of) => planOf(of.base as JsonValue, of.edits as Edits, [...(scene.findings ?? [])]),
    save_agent: (of) => {
      const request = of.request as { target: SaveTarget; base: JsonValue; edits: Edits; picks?: Pick[] };
      const agent = request.target.kind === "new" ? undefined : request.target.agent;
      const summary = named(scene, { ...request, agent: agent ?? "agent-1" });
      const picked = new Set(request.picks?.map(({ pointer }) => pointer));
      const theirs = Object.entries(scene.conflicts ?? {}).filter(
        ([pointer, value]) =>
          pointer in request.edits &&
          !picked.has(pointer) &&
          JSON.stringify(readAt(request.base, pointer)) !== JSON.stringify(value),
      );
      if (theirs.length > 0) {
        return conflictsOf(summary, request, Object.fromEntries(theirs));
      }
      return savedOf({ ...summary, id: agent ?? "agent-new" }, request.base, request.edits);
    },
    undo_change: (of) => savedOf(named(scene, of), documentOf(named(scene, of)), {}),
    delete_agent: () => ({ kind: "deleted", change: "change-10" }),
    duplicate_edits: (of) => {
      const { name, bio, timezone, wrapUpTime, weeklySchedule } = documentOf(named(scene, of));
      const edits = Object.fromEntries(
        Object.entries({ name, bio, timezone, wrapUpTime, weeklySchedule }).map(([key, value]) => [
          `/${key}`,
          value,
        ]),
      );
      return { edits, carried: [], leftOut: [], missing: [] };
    },
    list_drops: () => [],
    ...dropAnswers,
  };
  const core = (command: string, args: unknown) => {
    if (scene.silent?.includes(command)) {
      return new Promise(() => undefined);
    }
    const code = scene.failing?.[command];
    if (code !== undefined) {
      throw failure(code);
    }
    const given = scene.answers?.[command];
    if (given !== undefined) {
      return given;
    }
    const answer = (scene.answering?.[command] as (typeof answers)[string] | undefined) ?? answers[command];
    if (answer === undefined) {
      throw failure("unsupported");
    }
    return answer((args ?? {}) as Arguments);
  };
  const changed = (command: string, args: unknown) => {
    const answer = core(command, args);
    return scene.change === undefined || answer instanceof Promise ? answer : scene.change(answer);
  };
  mockIPC(mockBases(changed), { shouldMockEvents: true });
  // Pictures have no core to come from here: every one falls back to initials.
  const internals = Reflect.get(window, "__TAURI_INTERNALS__") as { convertFileSrc?: unknown };
  internals.convertFileSrc = (path: string) => `/no-picture/${path}`;
}
