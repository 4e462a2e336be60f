/**
 * Every text a person sees. English is the source: its keys are the type every other language must fill.
 * A new area is one file in each language plus one line in each language's index.ts; a new system is listed in systems.ts.
 */
import type { en } from "./en";

/** The texts of one area in another language: the same keys, no more and no fewer. */
export type Translation<Source extends Readonly<Record<string, string>>> = {
  readonly [Key in keyof Source]: string;
};

export type MessageId = keyof typeof en;
export type Catalogue = Translation<typeof en>;

export const languages = ["en", "es", "nl"] as const;
export type Language = (typeof languages)[number];

/** Each language in its own words, as a person looks for it. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: "English",
  es: "Español",
  nl: "Nederlands",
};
