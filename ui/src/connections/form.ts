/** What a connection form holds and whether it can be sent, from the system's own description. Pure. */
import type {
  Connection,
  ConnectionDraft,
  ConnectionField,
  ConnectionView,
  SystemDescription,
} from "../bridge";
import type { MessageId, TextValues } from "../i18n";

/** The key under which the description asks for the credential. It is never kept among the values. */
export const credentialKey = "credential";

export interface ConnectionForm {
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
  readonly credential: string;
}

export interface Complaint {
  readonly id: MessageId;
  readonly values?: TextValues;
}

export type Complaints = Readonly<Partial<Record<string, Complaint>>>;

/** The name of a field as the complaint list knows it: the display name stands beside the described ones. */
export const nameKey = "name";

export function emptyForm(system: SystemDescription): ConnectionForm {
  const values: Record<string, string> = {};
  for (const field of system.connection) {
    if (isValue(field)) {
      values[field.key] = field.default ?? firstOption(field);
    }
  }
  return { name: "", values, credential: "" };
}

/** Whether it is stored among the values: credentials never are. */
function isValue(field: ConnectionField): boolean {
  return field.key !== credentialKey && field.input.kind !== "secret" && field.input.kind !== "agentKeys";
}

/** The field that asks for the connection's own key, where the system has one. */
export function credentialField(system: SystemDescription): ConnectionField | undefined {
  return system.connection.find((field) => field.key === credentialKey);
}

/** What is wrong with an agent's own key; nothing where it may be sent. */
export function complaintAboutAgentKey(system: SystemDescription, key: string): Complaint | undefined {
  const field = system.connection.find((each) => each.input.kind === "agentKeys");
  return field === undefined ? undefined : complaintAbout({ ...field, required: true }, key);
}

function firstOption(field: ConnectionField): string {
  return field.input.kind === "choice" && field.required ? (field.input.options[0] ?? "") : "";
}

export function formOf(system: SystemDescription, connection: Connection): ConnectionForm {
  const empty = emptyForm(system);
  return { name: connection.name, values: { ...empty.values, ...connection.values }, credential: "" };
}

function complaintAbout(field: ConnectionField, value: string): Complaint | undefined {
  if (value === "") {
    return field.required ? { id: "connect.missing" } : undefined;
  }
  if (field.input.kind === "baseUrl") {
    return complaintAboutAddress(value);
  }
  const { input } = field;
  if ((input.kind === "secret" || input.kind === "agentKeys") && bytesOf(value) > input.maximumBytes) {
    return { id: "connect.tooLong", values: { maximum: input.maximumBytes } };
  }
  // A header of HTTP carries it, and no vendor's key has anything else.
  if ((input.kind === "secret" || input.kind === "agentKeys") && !/^[ -~]*$/.test(value)) {
    return { id: "connect.notKey" };
  }
  return undefined;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function complaintAboutAddress(value: string): Complaint | undefined {
  if (!URL.canParse(value)) {
    return { id: "connect.notAddress" };
  }
  const url = new URL(value);
  if (url.protocol === "https:" || (url.protocol === "http:" && loopback.test(url.hostname))) {
    return undefined;
  }
  return { id: url.protocol === "http:" ? "connect.notHttps" : "connect.notAddress" };
}

/** What has to be put right before the form can be sent. A stored key need not be given again. */
export function complain(system: SystemDescription, form: ConnectionForm, keyKept: boolean): Complaints {
  const complaints: Record<string, Complaint> = {};
  if (form.name.trim() === "") {
    complaints[nameKey] = { id: "connect.missing" };
  }
  for (const field of system.connection) {
    if (field.input.kind === "agentKeys") {
      // They are added one by one, each asked about by itself.
      continue;
    }
    const secret = field.key === credentialKey;
    const value = secret ? form.credential.trim() : (form.values[field.key] ?? "").trim();
    const complaint = secret && keyKept && value === "" ? undefined : complaintAbout(field, value);
    if (complaint !== undefined) {
      complaints[field.key] = complaint;
    }
  }
  return complaints;
}

/** Scheme, host and port of the form's address; nothing for what is no address. */
function originOf(system: SystemDescription, values: ConnectionForm["values"]): string | undefined {
  const field = system.connection.find((each) => each.input.kind === "baseUrl");
  const address = field === undefined ? undefined : values[field.key];
  return address !== undefined && URL.canParse(address) ? new URL(address).origin : undefined;
}

/** A key is sent to the address it was given for and to no other. */
export interface LeftBehind {
  /** That address. */
  readonly origin: string;
  /** Whether the connection's own key has to be given again. */
  readonly key: boolean;
  /** How many agents' keys stay there. */
  readonly agentKeys: number;
}

/** What stays behind where the form leads to another address than the connection; nothing where all of it follows. */
export function leftBehind(
  system: SystemDescription,
  view: ConnectionView,
  form: ConnectionForm,
): LeftBehind | undefined {
  const wanted = originOf(system, form.values);
  const now = originOf(system, view.connection.values);
  const given = view.credentialOrigin ?? now;
  if (wanted === undefined || given === undefined || wanted === now || wanted === given) {
    return undefined;
  }
  const key = view.credential !== "missing" && view.credential !== "notNeeded";
  const agentKeys = view.connection.agentKeys?.length ?? 0;
  return key || agentKeys > 0 ? { origin: given, key, agentKeys } : undefined;
}

export function connectionDraft(system: SystemDescription, form: ConnectionForm): ConnectionDraft {
  const values: Record<string, string> = {};
  for (const [key, value] of Object.entries(form.values)) {
    if (value.trim() !== "") {
      values[key] = value.trim();
    }
  }
  return { system: system.id, name: form.name.trim() || system.name, values };
}

export function sameForm(a: ConnectionForm, b: ConnectionForm): boolean {
  const keys = new Set([...Object.keys(a.values), ...Object.keys(b.values)]);
  return (
    a.name === b.name &&
    a.credential === b.credential &&
    [...keys].every((key) => (a.values[key] ?? "") === (b.values[key] ?? ""))
  );
}
