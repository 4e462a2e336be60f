/** Days in words, as people of the language in use write them. */
import type { Format } from "../i18n";

/** "January", standing alone. */
export function monthWords(month: number, format: Format): string {
  const words = new Intl.DateTimeFormat(format.language, { month: "long", timeZone: "UTC" }).format(
    Date.UTC(2024, month - 1, 15),
  );
  return words.charAt(0).toLocaleUpperCase(format.language) + words.slice(1);
}
