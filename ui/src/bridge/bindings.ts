// Written from the model until the generated bindings take its place.
import { invoke } from "@tauri-apps/api/core";
/* eslint-disable */

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

export type ColorScheme = "system" | "light" | "dark";

export type Language = "system" | "en" | "es" | "nl";

export type Settings = {
  colorScheme: ColorScheme;
  language: Language;
  sessionOnlyCredentials: boolean;
};

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key in string]: JsonValue };

export type Result<T, E> = { status: "ok"; data: T } | { status: "error"; error: E };

export type StartUp = {
  settings: Settings;
  connections: ConnectionView[];
  keychain: KeychainState;
  systems: SystemDescription[];
};


async function call<T>(name: string, args?: { [key: string]: unknown }): Promise<Result<T, CallboardError>> {
  try {
    return { status: "ok", data: await invoke<T>(name, args) };
  } catch (error) {
    return { status: "error", error: error as CallboardError };
  }
}

export const commands = {
  startUp: () => call<StartUp>("start_up"),
  saveSettings: (settings: Settings) => call<null>("save_settings", { settings }),
  addConnection: (draft: ConnectionDraft, credential: string) =>
    call<ConnectionView>("add_connection", { draft, credential }),
  updateConnection: (id: ConnectionId, draft: ConnectionDraft) =>
    call<ConnectionView>("update_connection", { id, draft }),
  replaceKey: (id: ConnectionId, credential: string) => call<ConnectionView>("replace_key", { id, credential }),
  removeConnection: (id: ConnectionId) => call<null>("remove_connection", { id }),
  testConnection: (draft: ConnectionDraft, credential: string | null, id: ConnectionId | null) =>
    call<null>("test_connection", { draft, credential, id }),
  startSamples: () => call<ConnectionView>("start_samples"),
  resetSamples: () => call<ConnectionView>("reset_samples"),
  listAgentsPage: (connection: ConnectionId, query: ListQuery, cursor: string | null) =>
    call<AgentPage>("list_agents_page", { connection, query, cursor }),
};
export type WeekStrip = [number, number, number, number, number, number, number];
