/** Turns a message id into words in the language in use. Messages are ICU; parsing them needs no eval. */
import { type I18n, setupI18n } from "@lingui/core";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { type Language, languages, type MessageId } from "./catalogue";
import { en } from "./en";
import { es } from "./es";
import { withShownNumbers } from "./format";
import { nl } from "./nl";
import { shownWithin } from "./shown";

export type TextValues = Readonly<Record<string, string | number>>;

const catalogues = { en, es, nl } as const;

export const i18n: I18n = setupI18n({ locale: "en", messages: { en: { ...en } } });
i18n.setMessagesCompiler(compileMessage);

export function isLanguage(value: string): value is Language {
  return (languages as readonly string[]).includes(value);
}

/** The first of the system's languages that the program speaks. */
export function systemLanguage(preferred: readonly string[] = navigator.languages): Language {
  for (const tag of preferred) {
    const primary = tag.toLowerCase().split("-")[0] ?? "";
    if (isLanguage(primary)) {
      return primary;
    }
  }
  return "en";
}

export function isRightToLeft(language: string): boolean {
  return /^(ar|fa|he|ur|ps|sd|yi|dv|ckb)\b/.test(language);
}

/** Shows the whole program in this language from now on. */
export function speak(language: Language): void {
  i18n.load(language, { ...catalogues[language] });
  i18n.activate(language);
  document.documentElement.lang = language;
  document.documentElement.dir = isRightToLeft(language) ? "rtl" : "ltr";
}

export function text(id: MessageId, values?: TextValues): string {
  return values === undefined
    ? i18n._(id)
    : withShownNumbers(i18n._(id, seen(values)), Object.values(values), i18n.locale);
}

/** Names and texts of others within a sentence: nothing in them is unseen, and none turns the sentence around. */
function seen(values: TextValues): TextValues {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === "string" ? shownWithin(value) : value,
    ]),
  );
}

/** Is there a text for this key? Keys that come from a system's description are only known at run time. */
export function isMessageId(key: string): key is MessageId {
  return Object.hasOwn(en, key);
}

/** The text for a key from a system's description; where the catalogue lacks it, the fallback (or the key's last word). */
export function textByKey(key: string, fallback?: string, values?: TextValues): string {
  if (isMessageId(key)) {
    return text(key, values);
  }
  if (fallback !== undefined) {
    return fallback;
  }
  const last = key.split(/[./]/).pop() ?? key;
  const words = last
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[_-]+/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
