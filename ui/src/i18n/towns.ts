/** What the town of a time zone is called in the language in use. The names are Unicode's; `dev/townNames.mjs` writes them. */
import en from "./towns/en.json";
import es from "./towns/es.json";
import nl from "./towns/nl.json";
import { i18n, isLanguage } from "./translator";

const towns: Readonly<Record<string, Readonly<Record<string, string>>>> = { en, es, nl };

/** "Londres" for `Europe/London` in Spanish; the zone's own last word where nobody names it otherwise. */
export function townName(zone: string): string {
  const own = (zone.split("/").pop() ?? zone).replace(/_/g, " ");
  const language = isLanguage(i18n.locale) ? i18n.locale : "en";
  return towns[language]?.[zone] ?? own;
}

/** All that the town of a zone is called in the program's languages. */
export function townNames(zone: string): readonly string[] {
  return Object.values(towns).flatMap((names) => names[zone] ?? []);
}
