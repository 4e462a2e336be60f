/** Values in words, one way for each control: for what is only shown, for the review, conflicts and the history. */

import { activityState, statusWords } from "../agents/words";
import type { Control, FieldDescription, JsonValue, Learned, SystemDescription } from "../bridge";
import { isMembers, type Members } from "../bridge/members";
import { isBlank, isMessageId, shownName, shownText, type Texts, type Weekday } from "../i18n";
import { isForgotten, isMasked } from "../session/masked";
import { exactText } from "./exact";
import { lengthWords, perSecond, unitWords } from "./lengths";
import { shownPhone } from "./phone";
import {
  type ChangePart,
  differingStretch,
  listChange,
  listWords,
  secretChange,
  secretWords,
  withoutSecrets,
} from "./recordWords";
import { zoneWords } from "./zones";

export interface WordsContext {
  readonly system: SystemDescription;
  readonly texts: Texts;
  /** The name of a learned value, where one is known. */
  readonly learnedName?: (learned: Learned | null, value: string) => string | undefined;
  readonly now?: Date;
}

export function fieldLabel(system: SystemDescription, field: FieldDescription, { byKey }: Texts): string {
  return byKey(`${system.id}.field.${field.key}.label`, readableKey(field.key));
}

/** A key of a document, made readable: `activeMemberCount` becomes "Active member count". */
export function readableKey(key: string): string {
  const words = shownName(
    key
      .replace(/([a-z\d])([A-Z])/g, "$1 $2")
      .replace(/[_-]+/g, " ")
      .trim()
      .toLowerCase(),
  );
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** What an option is called: by the catalogue, else as the list words it, else as the system says. */
export function optionWords(
  { system, texts }: Pick<WordsContext, "system" | "texts">,
  key: string,
  value: string,
): string {
  const id = `${system.id}.option.${key}.${value}`;
  if (isMessageId(id)) {
    return texts.t(id);
  }
  // States are worded the same wherever they stand; any other value is the system's own word.
  return /activity/i.test(key)
    ? activityState(value).words
    : /^(status|state)$/i.test(key)
      ? statusWords(value)
      : shownText(value);
}

/** A language by its name; a tag that is no language by the catalogue's words for it. */
export function languageWords(
  { system, texts }: Pick<WordsContext, "system" | "texts">,
  key: string,
  tag: string,
): string {
  const id = `${system.id}.option.${key}.${tag}`;
  return isMessageId(id) ? texts.t(id) : texts.format.languageName(tag);
}

const nameKeys = ["name", "displayName", "title", "label", "value", "fileName", "filename", "email", "type"];

/** What a record is called by its own words. */
export function nameWithin(record: Members): string | undefined {
  for (const key of nameKeys) {
    const value = record[key];
    if (typeof value === "string" && !isBlank(value)) {
      return key === "type" ? readableKey(value) : shownName(value);
    }
  }
  const { id } = record;
  return typeof id === "string" && !isBlank(id) ? shownName(id) : undefined;
}

/** Anything in words, whatever its form; nothing for what says nothing. */
export function anyWords(value: JsonValue, texts: Texts): string {
  if (value === null || value === "") {
    return texts.t("controls.nothing");
  }
  if (typeof value === "boolean") {
    return texts.t(value ? "common.yes" : "common.no");
  }
  if (typeof value === "number") {
    return texts.format.number(value);
  }
  if (typeof value === "string") {
    return shownText(value);
  }
  if (Array.isArray(value)) {
    return value.length === 0
      ? texts.t("controls.nothing")
      : texts.format.list(value.map((item) => anyWords(item, texts)));
  }
  const exact = exactText(value);
  if (exact !== undefined) {
    return exact.length > 40 ? `${exact.slice(0, 40)}…` : exact;
  }
  if (isMasked(value)) {
    return texts.t(isForgotten(value) ? "forms.secretToType" : "forms.aSecret");
  }
  const name = nameWithin(value);
  if (name !== undefined) {
    return name;
  }
  const parts = Object.entries(value)
    .filter(([, member]) => member !== null && member !== "")
    .map(([key, member]) => `${readableKey(key)}: ${anyWords(member, texts)}`);
  return parts.length === 0 ? texts.t("controls.nothing") : parts.join(", ");
}

const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

function clock(value: JsonValue | undefined): string | undefined {
  if (!isMembers(value) || typeof value.hour !== "number") {
    return undefined;
  }
  const minute = typeof value.minute === "number" ? value.minute : 0;
  return `${String(value.hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

function dayHours(value: JsonValue | undefined, { t }: Texts): string {
  if (value === undefined || value === null) {
    return t("agents.closed");
  }
  const [from, to] = isMembers(value) ? [clock(value.from), clock(value.to)] : [];
  return from === undefined || to === undefined ? t("controls.unreadable") : `${from}–${to}`;
}

/** "Mon–Thu 14:00–22:00, Fri 18:00–02:00"; with `other`, only the days that differ from it. */
export function scheduleWords(value: JsonValue, texts: Texts, other?: JsonValue): string {
  if (value !== null && !isMembers(value)) {
    return texts.t("controls.unreadable");
  }
  const week = isMembers(value) ? value : {};
  const compared = isMembers(other) ? other : {};
  const said = texts.format
    .week()
    .map((day) => ({ day, name: days[day - 1] ?? "monday" }))
    .map(({ day, name }) => ({
      day,
      hours: dayHours(week[name], texts),
      differs: other === undefined || dayHours(compared[name], texts) !== dayHours(week[name], texts),
      shown: other !== undefined || (week[name] !== undefined && week[name] !== null),
    }));
  const runs: { first: Weekday; last: Weekday; hours: string; at: number }[] = [];
  said.forEach(({ day, hours, differs, shown }, at) => {
    if (!differs || !shown) {
      return;
    }
    const run = runs.at(-1);
    if (run !== undefined && run.hours === hours && run.at === at - 1) {
      run.last = day;
      run.at = at;
    } else {
      runs.push({ first: day, last: day, hours, at });
    }
  });
  if (runs.length === 0) {
    return texts.t("controls.noHours");
  }
  return runs
    .map(({ first, last, hours }) => {
      const from = texts.format.weekday(first);
      return `${first === last ? from : `${from}–${texts.format.weekday(last)}`} ${hours}`;
    })
    .join(", ");
}

/** "1 Jan Año Nuevo, 12 Oct Fiesta Nacional"; with `other`, only the days that it lacks. */
export function holidaysWords(value: JsonValue, texts: Texts, other?: JsonValue): string {
  if (value !== null && !Array.isArray(value)) {
    return texts.t("controls.unreadable");
  }
  const one = (item: JsonValue): string => {
    if (!isMembers(item) || typeof item.day !== "number" || typeof item.month !== "number") {
      return anyWords(item, texts);
    }
    const name = typeof item.name === "string" ? ` ${shownName(item.name)}` : "";
    return `${texts.format.dayOfYear(item.month, item.day)}${name}`;
  };
  const known = new Set(Array.isArray(other) ? other.map(one) : []);
  const said = (value ?? []).map(one);
  const differing = said.filter((each) => !known.has(each));
  if (said.length === 0) {
    return texts.t("controls.noHolidays");
  }
  if (other !== undefined && known.size > 0 && differing.length < said.length) {
    const kept = texts.t("controls.holidaysKept", { count: said.length - differing.length });
    return [...differing, kept].join(", ");
  }
  return said.join(", ");
}

export function momentWords(value: JsonValue, texts: Texts, now: Date): string {
  const { format, t } = texts;
  if (value === null || value === "") {
    return t("controls.never");
  }
  const moment = typeof value === "string" || typeof value === "number" ? new Date(value) : undefined;
  return moment === undefined || Number.isNaN(moment.getTime())
    ? anyWords(value, texts)
    : `${format.dateTime(moment)} · ${format.relative(moment, now)}`;
}

function skillWords(value: JsonValue, texts: Texts): string {
  if (!Array.isArray(value)) {
    return texts.t("controls.unreadable");
  }
  const said = value.map((skill) => {
    const name = anyWords(skill, texts);
    const chosen = isMembers(skill) && Array.isArray(skill.selectedValues) ? skill.selectedValues : [];
    const values = chosen.map((each) =>
      anyWords(isMembers(each) && typeof each.value === "string" ? each.value : each, texts),
    );
    return values.length === 0 ? name : `${name}: ${values.join(", ")}`;
  });
  return said.join("; ");
}

function textWords(control: Control, text: string, key: string, context: WordsContext): string {
  const { texts } = context;
  switch (control.kind) {
    case "choice":
      return optionWords(context, key, text);
    case "reference":
      return context.learnedName?.(control.learned, text) ?? text;
    case "phone":
      return shownPhone(text);
    case "country":
      return texts.format.region(text);
    case "language":
      return languageWords(context, key, text);
    case "timeZone":
      return zoneWords(text);
    default:
      return text;
  }
}

const listed: ReadonlySet<Control["kind"]> = new Set(["records", "json", "jsonSchema", "pairs"]);

/** A field's value in words. A value of another form than the field's is said as it is, a secret never. */
export function valueWords(field: FieldDescription, given: JsonValue, context: WordsContext): string {
  return shownText(plainWords(field, given, context));
}

function plainWords(field: FieldDescription, given: JsonValue, context: WordsContext): string {
  const { control } = field;
  const { texts } = context;
  if (control.kind === "secret") {
    return secretWords(given, context);
  }
  const value = withoutSecrets(given, context);
  if (control.kind === "moment") {
    return momentWords(value, texts, context.now ?? new Date());
  }
  if (control.kind === "schedule") {
    return scheduleWords(value, texts);
  }
  if (control.kind === "holidays") {
    return holidaysWords(value, texts);
  }
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) {
    return texts.t(control.kind === "switch" ? "controls.notSet" : "controls.nothing");
  }
  if (listed.has(control.kind)) {
    return listWords(field, value, context);
  }
  if (control.kind === "switch" && typeof value === "boolean") {
    return texts.t(value ? "common.on" : "common.off");
  }
  if (control.kind === "avatar") {
    return texts.t("controls.aPicture");
  }
  if (control.kind === "skills") {
    return skillWords(value, texts);
  }
  if (typeof value === "number") {
    if (control.kind === "duration") {
      return lengthWords(value / perSecond(control.stored), texts);
    }
    if (control.kind === "number" && control.unit !== null) {
      return unitWords(value, control.unit === "seconds" ? "second" : "millisecond", texts.language);
    }
  }
  if (control.kind === "chips" && Array.isArray(value)) {
    return texts.format.list(
      value.map((item) =>
        typeof item === "string"
          ? (context.learnedName?.(control.learned, item) ?? item)
          : anyWords(item, texts),
      ),
    );
  }
  if (control.kind === "lines" && Array.isArray(value)) {
    // Sentences have commas of their own.
    return value.map((item) => (typeof item === "string" ? `“${item}”` : anyWords(item, texts))).join(" ");
  }
  return typeof value === "string" ? textWords(control, value, field.key, context) : anyWords(value, texts);
}

/** Both texts of a change in full, to be compared word by word. */
export interface ChangedText {
  readonly before: string;
  readonly after: string;
}

/** Before and after of a change, with what stayed the same left out where the whole would hide it. */
export function changeWords(
  field: FieldDescription,
  before: JsonValue,
  after: JsonValue,
  context: WordsContext,
): { before: string; after: string; text?: ChangedText; parts?: readonly ChangePart[] } {
  const { texts } = context;
  const { kind } = field.control;
  if (kind === "secret") {
    return secretChange(before, after, context);
  }
  if (listed.has(kind)) {
    return listChange(field, before, after, context);
  }
  if (kind === "longText" && typeof before === "string" && typeof after === "string") {
    const stretch = differingStretch(before, after);
    return {
      before: valueWords(field, stretch.before, context),
      after: valueWords(field, stretch.after, context),
      text: { before, after },
    };
  }
  if (kind === "schedule" || kind === "holidays") {
    const words = kind === "schedule" ? scheduleWords : holidaysWords;
    const [was, is] = [withoutSecrets(before, context), withoutSecrets(after, context)];
    return { before: words(was, texts, is), after: words(is, texts, was) };
  }
  return { before: valueWords(field, before, context), after: valueWords(field, after, context) };
}
