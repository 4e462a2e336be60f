// Written from the model until the generated bindings take its place.
/* eslint-disable */

import { Channel, invoke } from "@tauri-apps/api/core";

export type AgentId = string;

export type AgentRecord = {
  connection: ConnectionId;
  id: AgentId;
  document: JsonValue;
  summary: AgentSummary;
  readAt: string;
};

export type AgentSummary = {
  connection: ConnectionId;
  id: AgentId;
  name: string;
  emails: string[];
  picture: PictureAddress | null;
  kind: string | null;
  status: string | null;
  activity: string | null;
  teams: string[];
  roles: string[];
  timeZone: string | null;
  openness: Openness;
  week: WeekStrip | null;
  workload: WorkloadSummary | null;
  createdAt: string | null;
};

export type PictureAddress = string;

export type WorkloadSummary = {
  used: number;
  capacity: number | null;
};

export type Openness = { kind: "open"; until: string | null } | { kind: "closed"; opens: string | null } | { kind: "unknown" };

export type AgentPage = {
  agents: AgentSummary[];
  next: string | null;
  total: number | null;
};

export type ListQuery = {
  name: string | null;
  email: string | null;
  statuses: string[];
  roles: string[];
  statusChangedSince: string | null;
  statusActivity: string | null;
  ids: AgentId[];
  sort: SortKey | null;
  reverse: boolean;
};

export type SortKey = "name" | "createdAt" | "assigned" | "statusThenAssigned";

export type IndexedAgent = {
  connection: ConnectionId;
  id: AgentId;
  name: string;
  status: string | null;
  activity: string | null;
};

export type Edits = { [key in string]: JsonValue };

export type Draft = {
  connection: ConnectionId;
  agent: AgentId | null;
  base: JsonValue;
  edits: Edits;
  updatedAt: string;
};

export type Plan = {
  changes: Change[];
  findings: Finding[];
};

export type Change = {
  pointer: Pointer;
  section: string;
  before: JsonValue;
  after: JsonValue;
};

export type Finding = {
  pointer: Pointer;
  code: FindingCode;
  severity: Severity;
  context: { [key in string]: string };
};

export type Severity = "error" | "warning";

export type FindingCode = "required" | "wrongForm" | "tooSmall" | "tooLarge" | "notWhole" | "notAnOption" | "notAPhoneNumber" | "notAnEmail" | "notAUrl" | "notAUuid" | "notATimeZone" | "notACountry" | "notATime" | "emptyRange" | "overlap" | "notADate" | "leapDay" | "duplicateHoliday" | "cannotBeEmptied" | "notEditable" | "hiddenDirection";

export type Conflict = {
  pointer: Pointer;
  original: JsonValue;
  theirs: JsonValue;
  mine: JsonValue;
};

export type Difference = {
  pointer: Pointer;
  sent: JsonValue;
  stored: JsonValue;
};

export type SaveOutcome = { kind: "saved"; record: AgentRecord; merged: Pointer[]; differences: Difference[]; change: string } | { kind: "partlyCreated"; record: AgentRecord; remaining: Edits; error: CallboardError } | { kind: "conflicts"; fresh: AgentRecord; conflicts: Conflict[] } | { kind: "refused"; findings: Finding[] };

export type ChangeKind = "created" | "updated" | "deleted" | "undone";

export type ChangeRecord = {
  id: string;
  connection: ConnectionId;
  agent: AgentId;
  agentName: string;
  kind: ChangeKind;
  at: string;
  changes: Change[];
};

export type ConnectionId = string;

export type Connection = {
  id: ConnectionId;
  system: SystemId;
  name: string;
  values: { [key in string]: string };
  sample: boolean;
};

export type ConnectionView = {
  connection: Connection;
  credential: CredentialState;
};

export type CredentialState = "keychain" | "session" | "missing";

export type ConnectionDraft = {
  system: SystemId;
  name: string;
  values: { [key in string]: string };
};

export type KeychainState = "ready" | "missing" | "locked";

export type ConnectionTest = {
  agents: number | null;
  ownName: string | null;
};

export type SystemId = string;

export type SystemDescription = {
  id: SystemId;
  name: string;
  initials: string;
  capabilities: Capabilities;
  connection: ConnectionField[];
  sections: Section[];
};

export type Capabilities = {
  list: boolean;
  create: boolean;
  update: boolean;
  updateReplaces: boolean;
  delete: boolean;
  ownAgent: boolean;
  avatarUpload: boolean;
  dropUpload: boolean;
  workload: boolean;
  schedule: ScheduleCapability | null;
  requestsPerMinute: number | null;
};

export type ConnectionField = {
  key: string;
  input: ConnectionInput;
  required: boolean;
  default: string | null;
  rarelyUsed: boolean;
};

export type ConnectionInput = { kind: "text" } | { kind: "baseUrl" } | { kind: "secret"; maximumBytes: number } | { kind: "choice"; options: string[] };

export type Section = {
  id: string;
  kind: SectionKind;
  groups: Group[];
};

export type SectionKind = "form" | "hours" | "drops" | "workload";

export type Group = {
  id: string;
  fields: FieldDescription[];
  rarelyUsed: boolean;
};

export type ErrorCode = "wrongKey" | "notAllowed" | "wrongWorkspace" | "agentNotFound" | "mediaNotFound" | "alreadyExists" | "refusedValues" | "rateLimited" | "paymentRequired" | "systemFault" | "unexpectedStatus" | "unreachable" | "timedOut" | "tlsProblem" | "plainHttpRefused" | "invalidAddress" | "unreadableAnswer" | "unclearOutcome" | "cancelled" | "unsupported" | "keychainMissing" | "keychainLocked" | "keychainFault" | "credentialMissing" | "credentialTooLong" | "connectionNotFound" | "connectionIncomplete" | "fileEmpty" | "fileUnreadable" | "fileTooLarge" | "notAPicture" | "pictureTooLarge" | "notASound" | "noSoundDevice" | "uploadExpired" | "uploadTooLarge" | "uploadTooSmall" | "uploadTypeRefused" | "uploadRefused" | "uploadStalled" | "diskFull" | "storageFault" | "sampleFault" | "invalidEdits" | "cannotUndo" | "internal";

export type CallboardError = {
  code: ErrorCode;
  system: SystemId | null;
  operation: string | null;
  status: number | null;
  field: Pointer | null;
  retryAfterSeconds: number | null;
  requestId: string | null;
  detail: string | null;
  context: { [key in string]: string };
};

export type FieldDescription = {
  pointer: Pointer;
  key: string;
  control: Control;
  required: boolean;
  access: Access;
  clearing: Clearing;
};

export type Access = "editable" | "createOnly" | "updateOnly" | "readOnly";

export type Clearing = "emptyText" | "null" | "emptyCollection" | "notPossible";

export type Unit = "seconds" | "milliseconds";

export type ChoiceOption = {
  value: string;
};

export type Learned = {
  from: Pointer;
  value: Pointer | null;
  label: Pointer | null;
};

export type Control = { kind: "text" } | { kind: "longText" } | { kind: "number"; minimum: number | null; maximum: number | null; whole: boolean; unit: Unit | null } | { kind: "duration"; minimum: number | null; maximum: number | null } | { kind: "switch" } | { kind: "choice"; options: ChoiceOption[]; open: boolean; learned: Learned | null } | { kind: "chips"; learned: Learned | null; uuid: boolean } | { kind: "reference"; learned: Learned | null } | { kind: "phone" } | { kind: "email" } | { kind: "url" } | { kind: "timeZone" } | { kind: "country" } | { kind: "language"; known: string[] } | { kind: "schedule" } | { kind: "holidays" } | { kind: "avatar" } | { kind: "drops" } | { kind: "skills"; learned: Learned } | { kind: "moment" } | { kind: "shown" };

export type JobId = string;

export type JobEvent = { kind: "waiting"; seconds: number; attempt: number; reason: ErrorCode } | { kind: "trying" } | { kind: "upload"; progress: UploadProgress };

export type PlaybackEvent = { kind: "loading" } | { kind: "playing"; position: number; length: number } | { kind: "ended" };

export type MediaKind = "avatar" | "drop";

export type ChosenFile = {
  token: string;
  name: string;
  size: number;
};

export type PictureFacts = {
  width: number;
  height: number;
};

export type Crop = {
  x: number;
  y: number;
  side: number;
};

export type SoundFacts = {
  seconds: number;
  sampleRate: number;
  channels: number;
  peaks: number[];
};

export type UploadProgress = { step: "preparing" } | { step: "requesting" } | { step: "sending"; sent: number; total: number } | { step: "attaching" } | { step: "done" };

export type Drop = {
  index: number;
  id: string | null;
  name: string | null;
  mediaUrl: string | null;
};

export type PendingAttachment = {
  id: string;
  connection: ConnectionId;
  agent: AgentId;
  media: MediaKind;
  name: string;
  mediaUrl: string;
  fileId: string | null;
  uploadedAt: string;
};

export type Pointer = string;

export type ScheduleCapability = {
  rangesPerDay: number;
  holidaysWithYear: boolean;
};

export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

export type TimeOfDay = {
  hour: number;
  minute: number;
};

export type DayHours = {
  from: TimeOfDay;
  to: TimeOfDay;
};

export type WeeklySchedule = {
  monday: DayHours | null;
  tuesday: DayHours | null;
  wednesday: DayHours | null;
  thursday: DayHours | null;
  friday: DayHours | null;
  saturday: DayHours | null;
  sunday: DayHours | null;
};

export type Holiday = {
  name: string;
  day: number;
  month: number;
};

export type ClockChange = {
  at: string;
  day: string;
  minutes: number;
};

export type ColorScheme = "system" | "light" | "dark";

export type Language = "system" | "en" | "es" | "nl";

export type Settings = {
  colorScheme: ColorScheme;
  language: Language;
  sessionOnlyCredentials: boolean;
};

export type AgentOpenness = {
  agent: AgentId;
  openness: Openness;
};

export type LiveState = {
  availability: JsonValue;
  workload: JsonValue;
};

export type LearnedValue = {
  value: string;
  label: string;
  agents: number;
  item: JsonValue;
};

export type SaveRequest = {
  connection: ConnectionId;
  agent: AgentId | null;
  own: boolean;
  base: JsonValue;
  edits: Edits;
};

export type SoundSource = { kind: "chosen"; token: string } | { kind: "stored"; connection: ConnectionId; agent: AgentId; mediaUrl: string };

export type StartUp = {
  settings: Settings;
  systems: SystemDescription[];
  connections: ConnectionView[];
  keychain: KeychainState;
  drafts: Draft[];
  attachments: PendingAttachment[];
  version: string;
};

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key in string]: JsonValue };

export type Result<T, E> = { status: "ok"; data: T } | { status: "error"; error: E };

async function call<T>(name: string, args?: { [key: string]: unknown }): Promise<Result<T, CallboardError>> {
  try {
    return { status: "ok", data: await invoke<T>(name, args) };
  } catch (error) {
    return { status: "error", error: error as CallboardError };
  }
}

export const commands = {
  listAgents: (connection: ConnectionId, query: ListQuery, cursor: string | null, job: JobId, channel: Channel<JobEvent>) => call<AgentPage>("list_agents", { connection, query, cursor, job, channel }),
  indexAgents: (connection: ConnectionId, job: JobId, channel: Channel<JobEvent>) => call<IndexedAgent[]>("index_agents", { connection, job, channel }),
  readAgent: (connection: ConnectionId, agent: AgentId, job: JobId, channel: Channel<JobEvent>) => call<AgentRecord>("read_agent", { connection, agent, job, channel }),
  readOwnAgent: (connection: ConnectionId, job: JobId, channel: Channel<JobEvent>) => call<AgentRecord>("read_own_agent", { connection, job, channel }),
  liveState: (connection: ConnectionId, agent: AgentId, job: JobId, channel: Channel<JobEvent>) => call<LiveState>("live_state", { connection, agent, job, channel }),
  openness: (connection: ConnectionId) => call<AgentOpenness[]>("openness", { connection }),
  learnedValues: (connection: ConnectionId, learned: Learned) => call<LearnedValue[]>("learned_values", { connection, learned }),
  testConnection: (draft: ConnectionDraft, credential: string | null, existing: ConnectionId | null, job: JobId, channel: Channel<JobEvent>) => call<ConnectionTest>("test_connection", { draft, credential, existing, job, channel }),
  addConnection: (draft: ConnectionDraft, credential: string) => call<ConnectionView>("add_connection", { draft, credential }),
  updateConnection: (connection: ConnectionId, draft: ConnectionDraft, credential: string | null) => call<ConnectionView>("update_connection", { connection, draft, credential }),
  removeConnection: (connection: ConnectionId) => call<null>("remove_connection", { connection }),
  startSamples: () => call<ConnectionView>("start_samples"),
  resetSamples: () => call<null>("reset_samples"),
  chooseFile: (media: MediaKind, title: string, filter: string) => call<ChosenFile | null>("choose_file", { media, title, filter }),
  inspectPicture: (token: string) => call<PictureFacts>("inspect_picture", { token }),
  inspectSound: (token: string, job: JobId, channel: Channel<JobEvent>) => call<SoundFacts>("inspect_sound", { token, job, channel }),
  uploadAvatar: (connection: ConnectionId, agent: AgentId, token: string, crop: Crop, job: JobId, channel: Channel<JobEvent>) => call<AgentRecord>("upload_avatar", { connection, agent, token, crop, job, channel }),
  uploadDrop: (connection: ConnectionId, agent: AgentId, token: string, name: string, job: JobId, channel: Channel<JobEvent>) => call<AgentRecord>("upload_drop", { connection, agent, token, name, job, channel }),
  listDrops: (system: SystemId, document: JsonValue) => call<Drop[]>("list_drops", { system, document }),
  editDrops: (system: SystemId, document: JsonValue, index: number, name: string | null) => call<JsonValue>("edit_drops", { system, document, index, name }),
  play: (source: SoundSource, channel: Channel<PlaybackEvent>) => call<null>("play", { source, channel }),
  stopPlaying: () => call<null>("stop_playing"),
  downloadDrop: (connection: ConnectionId, agent: AgentId, mediaUrl: string, title: string, fileName: string, job: JobId, channel: Channel<JobEvent>) => call<number | null>("download_drop", { connection, agent, mediaUrl, title, fileName, job, channel }),
  pendingAttachments: () => call<PendingAttachment[]>("pending_attachments"),
  finishAttachment: (attachment: string, job: JobId, channel: Channel<JobEvent>) => call<AgentRecord>("finish_attachment", { attachment, job, channel }),
  forgetAttachment: (attachment: string) => call<null>("forget_attachment", { attachment }),
  startUp: () => call<StartUp>("start_up"),
  saveSettings: (settings: Settings) => call<null>("save_settings", { settings }),
  probeKeychain: () => call<KeychainState>("probe_keychain"),
  cancelJob: (job: JobId) => call<null>("cancel_job", { job }),
  showLogs: () => call<null>("show_logs"),
  keepDraft: (draft: Draft) => call<null>("keep_draft", { draft }),
  discardDraft: (connection: ConnectionId, agent: AgentId | null) => call<null>("discard_draft", { connection, agent }),
  drafts: () => call<Draft[]>("drafts"),
  checkEdits: (connection: ConnectionId, agent: AgentId | null, base: JsonValue, edits: Edits) => call<Plan>("check_edits", { connection, agent, base, edits }),
  saveAgent: (request: SaveRequest, job: JobId, channel: Channel<JobEvent>) => call<SaveOutcome>("save_agent", { request, job, channel }),
  duplicateEdits: (connection: ConnectionId, agent: AgentId, job: JobId, channel: Channel<JobEvent>) => call<Edits>("duplicate_edits", { connection, agent, job, channel }),
  deleteAgent: (connection: ConnectionId, agent: AgentId, job: JobId, channel: Channel<JobEvent>) => call<string>("delete_agent", { connection, agent, job, channel }),
  history: (connection: ConnectionId, agent: AgentId | null) => call<ChangeRecord[]>("history", { connection, agent }),
  undoChange: (change: string, job: JobId, channel: Channel<JobEvent>) => call<SaveOutcome>("undo_change", { change, job, channel }),
};
export type WeekStrip = [number, number, number, number, number, number, number];
