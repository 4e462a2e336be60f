/**
 * The mocked core: answers the commands from fixtures, so that the window can be looked at in a plain browser.
 * Never part of the program: only dev/entry.ts imports it, and the build of the program begins at src/main.tsx.
 */
import { mockIPC } from "@tauri-apps/api/mocks";
import type { AgentPage, CallboardError, ErrorCode } from "../src/bridge/bindings";
import { connection, manyAgents, sample, started } from "./fixtures";

export interface Scene {
  /** What the core says at start. */
  readonly start?: Partial<typeof started>;
  /** How many agents there are, and how many a page holds. */
  readonly agents?: number;
  readonly pageSize?: number;
  /** The page, from 0, that fails. */
  readonly failingPage?: number;
  /** Commands that fail, with the code. */
  readonly failing?: Readonly<Record<string, ErrorCode>>;
  /** Commands that never answer. */
  readonly silent?: readonly string[];
  /** Commands and their answers, beside the usual ones. */
  readonly answers?: Readonly<Record<string, unknown>>;
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

function page(scene: Scene, of: Arguments): AgentPage {
  const id = typeof of.connection === "string" ? of.connection : "northwind";
  const all = manyAgents(scene.agents ?? 64, id);
  const size = scene.pageSize ?? 100;
  const at = typeof of.cursor === "string" ? Number(of.cursor) : 0;
  if (scene.failingPage !== undefined && at === scene.failingPage * size) {
    throw failure("systemFault");
  }
  const end = at + size;
  return { agents: all.slice(at, end), next: end < all.length ? String(end) : null, total: all.length };
}

export function mockCore(scene: Scene): void {
  const answers: Record<string, (of: Arguments) => unknown> = {
    start_up: () => ({ ...started, ...scene.start }),
    save_settings: () => null,
    probe_keychain: () => scene.start?.keychain ?? "ready",
    list_agents: (of) => page(scene, of),
    add_connection: () => connection,
    update_connection: () => connection,
    test_connection: () => ({ agents: 64, ownName: "Ana Ruiz" }),
    remove_connection: () => null,
    start_samples: () => sample,
    reset_samples: () => null,
    cancel_job: () => null,
    openness: () => [],
    index_agents: () =>
      manyAgents(12, "sample").map(({ connection, id, name, status, activity }) => ({
        connection,
        id,
        name,
        status,
        activity,
      })),
    drafts: () => [],
    pending_attachments: () => [],
    learned_values: () => [],
    history: () => [],
  };
  mockIPC((command, args) => {
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
    const answer = answers[command];
    if (answer === undefined) {
      throw failure("unsupported");
    }
    return answer((args ?? {}) as Arguments);
  });
  // Pictures have no core to come from here: every one falls back to initials.
  const internals = Reflect.get(window, "__TAURI_INTERNALS__") as { convertFileSrc?: unknown };
  internals.convertFileSrc = (path: string) => `/no-picture/${path}`;
}
