import { useLingui } from "@lingui/react";
import { useMemo } from "react";
import type { MessageId } from "./catalogue";
import { type Format, formatFor } from "./format";
import { type TextValues, text, textByKey } from "./translator";

export interface Texts {
  /** The text of the catalogue. */
  t(id: MessageId, values?: TextValues): string;
  /** The text for a key that comes from a system's description. */
  byKey(key: string, fallback?: string, values?: TextValues): string;
  format: Format;
  language: string;
}

/** Words, dates and numbers in the language in use; the component is drawn again when the language changes. */
export function useText(): Texts {
  const { i18n } = useLingui();
  const language = i18n.locale;
  return useMemo(() => ({ t: text, byKey: textByKey, format: formatFor(language), language }), [language]);
}
