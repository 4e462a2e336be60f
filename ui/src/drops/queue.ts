/**
 * Recordings that wait to become drops, agent by agent. They live here and not on the page, so that nothing is lost when
 * somebody looks at another section or another agent. Uploads of an agent run one after the other: each one adds to the same
 * list. One that fails does not stop the others.
 */

import {
  type AgentId,
  type AgentRecord,
  CallboardFailure,
  type ChosenFile,
  type ConnectionId,
  commands,
  ownError,
  runJob,
  type SaveOutcome,
  type SoundFacts,
  type UploadProgress,
  unwrap,
  type VoicemailDrop,
} from "../bridge";
import { agentKey } from "../bridge/agentKey";
import { text } from "../i18n";
import { saySent } from "../saving/outcome";
import { createStore, useStore, withEntry } from "../store/store";
import { leaving } from "../window/leaving";
import { nameFromFile } from "./names";
import { type Editing, editOf, untouched, wholeOf } from "./soundEdit";

/** Whose drops they are to become. */
export interface DropOwner {
  readonly connection: ConnectionId;
  readonly agent: AgentId;
}

export type Reading =
  | { readonly kind: "reading" }
  | { readonly kind: "read"; readonly facts: SoundFacts }
  | { readonly kind: "unusable"; readonly error: unknown };

export type QueuedUpload =
  | { readonly kind: "waiting" }
  /** Its turn comes. */
  | { readonly kind: "queued" }
  | { readonly kind: "running"; readonly progress: UploadProgress }
  | { readonly kind: "failed"; readonly error: unknown }
  /** Stored, but not on the agent: what is left to do stands in the journal under this id. */
  | { readonly kind: "stored"; readonly attachment: string; readonly error: unknown };

export interface Waiting {
  readonly file: ChosenFile;
  readonly name: string;
  readonly reading: Reading;
  readonly editing: Editing;
  readonly upload: QueuedUpload;
  /** The drop that it shall take the place of. */
  readonly replaces: VoicemailDrop | null;
  /** An upload was asked for without a name. */
  readonly nameMissed: boolean;
}

export interface Queue {
  readonly waiting: readonly Waiting[];
  /** The one whose details are shown. */
  readonly open: string | null;
}

/** What is done with an agent that was stored with one more drop. */
type Stored = (record: AgentRecord, drop: Waiting) => void;

const unclear = ownError("unclearOutcome", { done: "unclear" });
/** The agent's list is not one that a recording could be put into. */
const noPlace = ownError("refusedValues", { done: "no" });

const none: Queue = { waiting: [], open: null };
const queues = createStore<ReadonlyMap<string, Queue>>(new Map());
const running = new Map<string, AbortController>();
const busy = new Set<string>();
const readings = new Map<string, AbortController>();
let lastReading: Promise<unknown> = Promise.resolve();

const ownerKey = ({ connection, agent }: DropOwner) => agentKey(connection, agent);
const queueOf = (owner: DropOwner) => queues.get().get(ownerKey(owner)) ?? none;

function put(owner: DropOwner, next: Queue): void {
  queues.update((all) => withEntry(all, ownerKey(owner), next.waiting.length === 0 ? undefined : next));
}

function find(owner: DropOwner, token: string): Waiting | undefined {
  return queueOf(owner).waiting.find((each) => each.file.token === token);
}

function change(owner: DropOwner, token: string, part: Partial<Waiting>): void {
  const { waiting, open } = queueOf(owner);
  put(owner, {
    waiting: waiting.map((each) => (each.file.token === token ? { ...each, ...part } : each)),
    open,
  });
}

/** Takes one away, and with it what was recorded for it; the next one stays folded. */
function drop(owner: DropOwner, token: string): void {
  readings.get(token)?.abort();
  const { waiting, open } = queueOf(owner);
  const left = waiting.filter((each) => each.file.token !== token);
  put(owner, { waiting: left, open: open === token ? null : open });
  void commands.forgetFile(token);
}

/** Sounds are looked at one after the other: decoding many at once would slow the one that is being edited. */
function read(owner: DropOwner, token: string): void {
  const controller = new AbortController();
  readings.set(token, controller);
  lastReading = lastReading.then(async () => {
    if (controller.signal.aborted) {
      return;
    }
    try {
      const facts = await runJob((job, channel) => commands.inspectSound(token, job, channel), {
        signal: controller.signal,
      });
      change(owner, token, { reading: { kind: "read", facts }, editing: wholeOf(facts) });
    } catch (error) {
      change(owner, token, { reading: { kind: "unusable", error }, upload: { kind: "waiting" } });
    } finally {
      readings.delete(token);
    }
  });
}

/** Uploads what is queued, in order, until nothing is. */
async function work(owner: DropOwner, stored: Stored): Promise<void> {
  const key = ownerKey(owner);
  if (busy.has(key)) {
    return;
  }
  busy.add(key);
  for (;;) {
    const next = queueOf(owner).waiting.find(({ upload }) => upload.kind === "queued");
    if (next === undefined) {
      break;
    }
    await uploadOne(owner, next.file.token, stored);
  }
  busy.delete(key);
}

async function uploadOne(owner: DropOwner, token: string, stored: Stored): Promise<void> {
  const { connection, agent } = owner;
  // As it stands now: it may have been edited while it waited.
  const one = find(owner, token);
  if (one === undefined) {
    return;
  }
  const controller = new AbortController();
  running.set(token, controller);
  change(owner, token, { upload: { kind: "running", progress: { step: "preparing" } } });
  const length = one.reading.kind === "read" ? one.reading.facts.seconds : Number.POSITIVE_INFINITY;
  const name = one.name.trim();
  try {
    const before = await pendingIds(owner);
    try {
      const outcome = await runJob(
        (job, channel) =>
          commands.uploadDrop(
            connection,
            agent,
            token,
            editOf(one.editing, length),
            name,
            one.replaces,
            job,
            channel,
          ),
        {
          signal: controller.signal,
          onEvent: (event) => {
            if (event.kind === "upload") {
              change(owner, token, { upload: { kind: "running", progress: event.progress } });
            }
          },
        },
      );
      if (outcome.kind !== "saved") {
        throw await notStored(outcome);
      }
      drop(owner, token);
      stored(outcome.record, one);
    } catch (error) {
      const attachment = [...(await pendingIds(owner))].find((id) => !before.has(id));
      change(owner, token, {
        upload:
          attachment !== undefined
            ? { kind: "stored", attachment, error }
            : wasStopped(error)
              ? { kind: "waiting" }
              : { kind: "failed", error },
      });
    }
  } catch (error) {
    change(owner, token, { upload: { kind: "failed", error } });
  } finally {
    running.delete(token);
  }
}

/** Why a recording that was sent is not known to be on its agent. */
async function notStored(outcome: SaveOutcome): Promise<unknown> {
  if (outcome.kind !== "sent") {
    return new CallboardFailure(noPlace);
  }
  await saySent(outcome.change, { kind: "fileAttached", name: "" });
  return new CallboardFailure(outcome.error ?? unclear);
}

/** The agent's recordings that are stored and not attached. */
async function pendingIds({ connection, agent }: DropOwner): Promise<ReadonlySet<string>> {
  const all = await unwrap(commands.pendingAttachments());
  const own = all.filter(
    (each) => each.connection === connection && each.agent === agent && each.media === "drop",
  );
  return new Set(own.map(({ id }) => id));
}

function wasStopped(error: unknown): boolean {
  return (error as Partial<CallboardFailure>).error?.code === "cancelled";
}

export const queue = {
  of: queueOf,
  /** Whether an upload of the agent runs. */
  isBusy: (owner: DropOwner): boolean => busy.has(ownerKey(owner)),
  /** Puts files behind those that wait. A file alone is shown at once; several stay folded. */
  add(owner: DropOwner, files: readonly ChosenFile[], replaces: VoicemailDrop | null = null): void {
    const { waiting, open } = queueOf(owner);
    const added = files.map(
      (file): Waiting => ({
        file,
        name: replaces?.name ?? nameFromFile(file.name),
        reading: { kind: "reading" },
        editing: untouched,
        upload: { kind: "waiting" },
        replaces,
        nameMissed: false,
      }),
    );
    const [only] = added;
    put(owner, {
      waiting: [...waiting, ...added],
      open: added.length === 1 && only !== undefined ? only.file.token : open,
    });
    for (const { file } of added) {
      read(owner, file.token);
    }
  },
  rename(owner: DropOwner, token: string, name: string): void {
    change(owner, token, { name, nameMissed: false });
  },
  edit(owner: DropOwner, token: string, editing: Editing): void {
    change(owner, token, { editing });
  },
  /** Shows the details of one, or of none. */
  show(owner: DropOwner, token: string | null): void {
    put(owner, { ...queueOf(owner), open: token });
  },
  remove(owner: DropOwner, token: string): void {
    running.get(token)?.abort();
    drop(owner, token);
  },
  /** Uploads these as soon as it is their turn. One without a name is opened instead. */
  upload(owner: DropOwner, tokens: readonly string[], stored: Stored): void {
    for (const token of tokens) {
      const one = find(owner, token);
      if (one === undefined || !canUpload(one)) {
        continue;
      }
      if (one.name.trim() === "") {
        change(owner, token, { nameMissed: true });
        this.show(owner, token);
      } else {
        change(owner, token, { upload: { kind: "queued" } });
      }
    }
    void work(owner, stored);
  },
  /** Stops one that runs, or takes its turn from one that waits for it. It stays as it is. */
  stop(owner: DropOwner, token: string): void {
    const controller = running.get(token);
    if (controller !== undefined) {
      controller.abort();
    } else if (find(owner, token)?.upload.kind === "queued") {
      change(owner, token, { upload: { kind: "waiting" } });
    }
  },
  /** Forgets those whose last step is done or was given up. */
  settle(owner: DropOwner, pending: ReadonlySet<string>): void {
    for (const { file, upload } of queueOf(owner).waiting) {
      if (upload.kind === "stored" && !pending.has(upload.attachment)) {
        drop(owner, file.token);
      }
    }
  },
};

leaving.register({
  what: () => {
    const count = [...queues.get().values()].reduce((sum, { waiting }) => sum + waiting.length, 0);
    return count > 0 ? text("closing.queue", { count }) : undefined;
  },
});

/** Whether it can be asked to be uploaded now. */
export function canUpload({ reading, upload }: Waiting): boolean {
  return reading.kind !== "unusable" && (upload.kind === "waiting" || upload.kind === "failed");
}

export function isUploading({ upload }: Waiting): boolean {
  return upload.kind === "running" || upload.kind === "queued";
}

/** What waits for an agent; nothing while it is not created yet. */
export function useQueue(connection: ConnectionId, agent: AgentId | null): Queue {
  return useStore(queues, () => (agent === null ? none : queueOf({ connection, agent })));
}
