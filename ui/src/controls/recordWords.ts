/** Lists of records, JSON, schemas and secrets in words: what there is, and what a change changes. Never raw data, never a secret. */

import type { FieldDescription, JsonValue } from "../bridge";
import { isMembers, type Members } from "../bridge/members";
import { readAt, same } from "../session/edits";
import { isForgotten, isMasked } from "../session/masked";
import type { ControlOf } from "./control";
import { itemWords, matchRecords, recordsOf, titleOf } from "./records";
import { detailsOf, schemaIn } from "./schema";
import { isSecretName } from "./secretNames";
import {
  anyWords,
  type ChangedText,
  changeWords,
  fieldLabel,
  nameWithin,
  readableKey,
  type WordsContext,
} from "./words";

export interface ChangePart {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly text?: ChangedText;
}

/** A secret in words, whether it is stored, typed or forgotten. */
export function secretWords(value: JsonValue, { texts: { t } }: WordsContext): string {
  if (isForgotten(value)) {
    return t("forms.secretToType");
  }
  if (isMasked(value)) {
    return t("forms.aSecret");
  }
  return value === null || value === "" ? t("controls.nothing") : t("forms.newSecret");
}

/** The value with words where secrets are: those that are stored, and those that were typed into members known for them. */
export function withoutSecrets(value: JsonValue, context: WordsContext): JsonValue {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (isMasked(value)) {
    return secretWords(value, context);
  }
  if (Array.isArray(value)) {
    return value.map((item) => withoutSecrets(item, context));
  }
  const secret = context.system.secretMembers;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      isSecretName(key, secret) ? secretWords(member, context) : withoutSecrets(member, context),
    ]),
  );
}

export function secretChange(before: JsonValue, after: JsonValue, context: WordsContext) {
  const { t } = context.texts;
  const words = { before: secretWords(before, context), after: secretWords(after, context) };
  if (!isMasked(before) || !isMasked(after) || isForgotten(after) || isForgotten(before)) {
    return words;
  }
  return { ...words, after: t(same(before, after) ? "forms.secretKept" : "forms.otherSecret") };
}

/** A list of records under one way of telling and naming them. */
interface Listing {
  readonly records: (value: JsonValue) => readonly Members[];
  readonly title: string | null;
  readonly name: (record: Members, at: number) => string;
  readonly count: (count: number) => string;
}

const isRecords = (value: JsonValue) =>
  value === null || (Array.isArray(value) && value.length > 0 && value.every(isMembers));

function listingOf(
  field: FieldDescription,
  values: readonly JsonValue[],
  context: WordsContext,
): Listing | undefined {
  const { control, key } = field;
  const { system, texts } = context;
  const { t, byKey } = texts;
  const quoted = (name: string | undefined) => (name === undefined ? undefined : t("forms.quoted", { name }));
  if (control.kind === "records") {
    return {
      records: recordsOf,
      title: control.title,
      name: (record, at) => quoted(titleOf(control, record)) ?? itemWords(system, key, at, texts),
      count: (count) => byKey(`${system.id}.records.${key}.count`, t("forms.entries", { count }), { count }),
    };
  }
  const inPlan = control.kind === "jsonSchema" && control.inPlan;
  const details = values.map((value) => detailsOf(schemaIn(value, inPlan)));
  if (control.kind === "jsonSchema" && details.every((each) => each !== undefined)) {
    return {
      records: (value) =>
        (detailsOf(schemaIn(value, inPlan)) ?? []).map(({ values: choices, ...detail }) => ({
          ...detail,
          values: [...choices],
        })),
      title: "/name",
      name: (record) => String(record.name),
      count: (count) => t("forms.details", { count }),
    };
  }
  if (control.kind === "json" && values.every(isRecords)) {
    return {
      records: recordsOf,
      title: values.some((value) => recordsOf(value).some((record) => "name" in record)) ? "/name" : null,
      name: (record, at) => quoted(nameWithin(record)) ?? t("forms.entry", { number: at + 1 }),
      count: (count) => t("forms.entries", { count }),
    };
  }
  return undefined;
}

/** What there is: "2 prompts: “Greeting” and “Closing”". */
export function listWords(field: FieldDescription, value: JsonValue, context: WordsContext): string {
  if (isMasked(value)) {
    return secretWords(value, context);
  }
  const listing = listingOf(field, [value], context);
  const { t, format } = context.texts;
  if (listing === undefined) {
    return structureWords(field, value, context);
  }
  const records = listing.records(value);
  const counted = listing.count(records.length);
  const titled = listing.title !== null && records.length > 0;
  return titled ? t("forms.counted", { counted, names: format.list(records.map(listing.name)) }) : counted;
}

/** Other JSON, by the names of its members. */
function structureWords(field: FieldDescription, value: JsonValue, context: WordsContext): string {
  const { t, format } = context.texts;
  if (field.control.kind === "pairs" && isMembers(value)) {
    // Any value of a pair may be a secret.
    return format.list(Object.keys(value));
  }
  if (isMembers(value)) {
    const names = Object.keys(value);
    return names.length === 0
      ? t("controls.nothing")
      : t("forms.counted", {
          counted: t("forms.members", { count: names.length }),
          names: format.list(names.map(readableKey)),
        });
  }
  return saidPlainly(value, context);
}

/** Before and after of a list: how many, and which are new, changed or gone. */
export function listChange(
  field: FieldDescription,
  before: JsonValue,
  after: JsonValue,
  context: WordsContext,
): { before: string; after: string; parts?: readonly ChangePart[] } {
  const { t, format } = context.texts;
  const listing = listingOf(field, [before, after], context);
  if (listing === undefined) {
    return structureChange(field, before, after, context);
  }
  const [was, now] = [listing.records(before), listing.records(after)];
  if (was.length === 0 || now.length === 0) {
    return { before: listWords(field, before, context), after: listWords(field, after, context) };
  }
  const matched = matchRecords(was, now, listing.title);
  const names = (places: readonly number[], of: readonly Members[]) =>
    format.list(places.map((at) => listing.name(of[at] ?? {}, at)));
  const places = now.map((_, at) => at);
  const changed = places.filter((at) => {
    const from = matched[at] ?? null;
    return from !== null && !same(was[from] ?? null, now[at] ?? null);
  });
  const added = places.filter((at) => (matched[at] ?? null) === null);
  const gone = was.map((_, at) => at).filter((at) => !matched.includes(at));
  const kept = matched.filter((at) => at !== null);
  const moved = kept.some((at, index) => index > 0 && at < (kept[index - 1] ?? 0));
  const said = [
    listing.count(now.length),
    ...(changed.length > 0
      ? [t("forms.changed", { count: changed.length, names: names(changed, now) })]
      : []),
    ...(added.length > 0 ? [t("forms.added", { count: added.length, names: names(added, now) })] : []),
    ...(gone.length > 0 ? [t("forms.takenAway", { count: gone.length, names: names(gone, was) })] : []),
    ...(moved ? [t("forms.reordered")] : []),
  ];
  const parts = changed.flatMap((at) =>
    recordParts(field, was[matched[at] ?? -1] ?? {}, now[at] ?? {}, listing.name(now[at] ?? {}, at), context),
  );
  return { before: listing.count(was.length), after: said.join(", "), parts };
}

/** The fields of one record that changed. What no field describes is said by the name of its member. */
function recordParts(
  field: FieldDescription,
  before: Members,
  after: Members,
  item: string,
  context: WordsContext,
): ChangePart[] {
  const { t } = context.texts;
  const fields = (field.control as Partial<ControlOf<"records">>).fields ?? [];
  const place = (name: string) => t("forms.place", { item, field: name });
  const described = fields
    .map((inner) => ({
      inner,
      was: readAt(before, inner.pointer),
      is: readAt(after, inner.pointer),
    }))
    .filter(({ was, is }) => !same(was, is))
    .map(({ inner, was, is }) => ({
      label: place(fieldLabel(context.system, inner, context.texts)),
      ...changeWords(inner, was, is, context),
    }));
  if (field.control.kind !== "records") {
    return [];
  }
  const covered = new Set(fields.map((inner) => inner.pointer.split("/")[1]));
  const others = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => !covered.has(key) && !same(before[key] ?? null, after[key] ?? null))
    .map((key) => ({
      label: place(readableKey(key)),
      before: saidPlainly(before[key] ?? null, context),
      after: saidPlainly(after[key] ?? null, context),
    }));
  return [...described, ...others];
}

function saidPlainly(value: JsonValue, context: WordsContext): string {
  return anyWords(withoutSecrets(value, context), context.texts);
}

/** Of an object only what differs. */
function structureChange(
  field: FieldDescription,
  before: JsonValue,
  after: JsonValue,
  context: WordsContext,
): { before: string; after: string; parts?: readonly ChangePart[] } {
  const { t } = context.texts;
  const words = { before: listWords(field, before, context), after: listWords(field, after, context) };
  if (!isMembers(before) || !isMembers(after) || isMasked(before) || isMasked(after)) {
    return words;
  }
  const parts = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => !same(before[key] ?? null, after[key] ?? null))
    .map((key): ChangePart => {
      const [was, is] = [before[key] ?? null, after[key] ?? null];
      const secret = field.control.kind === "pairs" || isSecretName(key, context.system.secretMembers);
      if (secret) {
        return { label: key, ...secretChange(was, is, context) };
      }
      const said = { before: saidPlainly(was, context), after: saidPlainly(is, context) };
      const alike = said.before === said.after;
      return {
        label: readableKey(key),
        before: said.before,
        after: alike ? t("forms.changed", { count: 1, names: said.after }) : said.after,
      };
    });
  return { ...words, parts };
}

const around = 60;
const shownWhole = 200;

/** Of two long texts the stretch that differs, with a little of what stands around it. */
export function differingStretch(before: string, after: string): { before: string; after: string } {
  const [one, other] = [[...before], [...after]];
  if (one.length <= shownWhole && other.length <= shownWhole) {
    return { before, after };
  }
  const shorter = Math.min(one.length, other.length);
  let first = 0;
  while (first < shorter && one[first] === other[first]) {
    first += 1;
  }
  let last = 0;
  while (last < shorter - first && one.at(-1 - last) === other.at(-1 - last)) {
    last += 1;
  }
  const cut = (text: readonly string[]) => {
    const from = Math.max(0, first - around);
    const to = Math.min(text.length, text.length - last + around);
    const end = Math.min(to, from + shownWhole * 2);
    const said = text.slice(from, end).join("");
    return `${from > 0 ? "… " : ""}${said.trim()}${end < text.length ? " …" : ""}`;
  };
  return { before: before === "" ? before : cut(one), after: after === "" ? after : cut(other) };
}
