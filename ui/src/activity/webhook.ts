/** A webhook as it is being written, and what stands in its way. Pure. */
import type { FieldDescription, Section, WebhookDraft, WebhookHeader } from "../bridge";

export interface HeaderRow extends WebhookHeader {
  /** Tells rows apart while they are edited. */
  readonly row: number;
}

export interface WebhookForm {
  /** The texts by the name of their field. */
  readonly texts: Readonly<Record<string, string>>;
  readonly headers: readonly HeaderRow[];
}

export type WebhookComplaint =
  | "webhook.missing"
  | "webhook.notAnAddress"
  | "webhook.headerNeedsName"
  | "webhook.headerTwice";

export interface WebhookComplaints {
  readonly fields: Readonly<Record<string, WebhookComplaint>>;
  readonly headers: Readonly<Record<number, WebhookComplaint>>;
}

/** Which part of the webhook a described field is, by the last step of its place. */
const parts: Readonly<Record<string, "title" | "description" | "url" | "trigger" | "headers">> = {
  title: "title",
  description: "description",
  url: "url",
  triggerCondition: "trigger",
  headers: "headers",
};

export function partOf(
  field: FieldDescription,
): "title" | "description" | "url" | "trigger" | "headers" | undefined {
  return parts[field.pointer.split("/").at(-1) ?? ""];
}

export const emptyWebhook: WebhookForm = { texts: {}, headers: [] };

export function webhookFields(section: Section): FieldDescription[] {
  return section.groups.flatMap((group) => group.fields).filter((field) => partOf(field) !== undefined);
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function isWebAddress(address: string): boolean {
  return URL.canParse(address) && ["https:", "http:"].includes(new URL(address).protocol);
}

/** Whether what is sent to the address can be read on its way. No document asks for https, so it is said and not refused. */
export function isReadableOnItsWay(address: string): boolean {
  if (!isWebAddress(address.trim())) {
    return false;
  }
  const { protocol, hostname } = new URL(address.trim());
  return protocol === "http:" && !loopback.test(hostname);
}

export function complaintsOf(fields: readonly FieldDescription[], form: WebhookForm): WebhookComplaints {
  const about: Record<string, WebhookComplaint> = {};
  for (const field of fields) {
    const text = (form.texts[field.key] ?? "").trim();
    if (field.control.kind === "pairs") {
      continue;
    }
    if (field.required && text === "") {
      about[field.key] = "webhook.missing";
    } else if (field.control.kind === "url" && text !== "" && !isWebAddress(text)) {
      about[field.key] = "webhook.notAnAddress";
    }
  }
  const headers: Record<number, WebhookComplaint> = {};
  const seen = new Set<string>();
  for (const { row, name, value } of form.headers) {
    const known = name.trim().toLowerCase();
    if (known === "" && value.trim() !== "") {
      headers[row] = "webhook.headerNeedsName";
    } else if (known !== "" && seen.has(known)) {
      headers[row] = "webhook.headerTwice";
    }
    seen.add(known);
  }
  return { fields: about, headers };
}

export function isFine({ fields, headers }: WebhookComplaints): boolean {
  return Object.keys(fields).length === 0 && Object.keys(headers).length === 0;
}

export function webhookDraft(fields: readonly FieldDescription[], form: WebhookForm): WebhookDraft {
  const text = (part: "title" | "description" | "url" | "trigger") => {
    const field = fields.find((each) => partOf(each) === part);
    return field === undefined ? "" : (form.texts[field.key] ?? "").trim();
  };
  return {
    title: text("title"),
    description: text("description"),
    url: text("url"),
    trigger: text("trigger"),
    headers: form.headers
      .filter((header) => header.name.trim() !== "")
      .map((header) => ({ name: header.name.trim(), value: header.value })),
  };
}
