/** Time zones as people look for them: by town, country, and any name a zone has or had; with the clock there. */
import { type Format, isMessageId, text, townName, townNames } from "../i18n";
import type { PickerOption } from "./Picker";

/** A zone as the list of zones in use names it. */
interface ZonePlace {
  /** The name it has today. */
  readonly name: string;
  /** Other names that show the same time, among them those it had. */
  readonly group: readonly string[];
  readonly mainCities: readonly string[];
  /** "Eastern European Time". */
  readonly alternativeName: string;
  readonly countryName: string;
}

/** What the list of zones says; it is large and loaded when somebody chooses a zone. */
export interface ZonePlaces {
  readonly places: readonly ZonePlace[];
  /** The country (ISO 3166-1) of a zone. */
  country(zone: string): string | undefined;
}

export async function loadZonePlaces(): Promise<ZonePlaces> {
  const { rawTimeZones, getCountryCode } = await import("@vvo/tzdb");
  return { places: rawTimeZones, country: getCountryCode };
}

/** What people call a country beside its name. */
const alsoCalled: Readonly<Record<string, string>> = {
  NL: "Holland Holanda",
  GB: "England Inglaterra Engeland Great Britain Gran Bretaña Groot-Brittannië UK",
  US: "USA America",
  AE: "UAE Emirates Emiratos Emiraten",
};

/** What is known already: asking for one costs as much as a date format, and there are hundreds of zones. */
const resolvedNames = new Map<string, string | undefined>();

/** The name this engine has for a zone, whichever of its names is given; nothing where it is none. */
function resolved(zone: string): string | undefined {
  if (!resolvedNames.has(zone)) {
    resolvedNames.set(zone, ask(zone));
  }
  return resolvedNames.get(zone);
}

function ask(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

interface NamedZone {
  readonly zone: string;
  readonly place: ZonePlace | undefined;
}

/** The zones this engine knows, each once, by the name it has today. */
function namedZones(places: readonly ZonePlace[]): readonly NamedZone[] {
  const byOwnName = new Map<string, ZonePlace>();
  for (const place of places) {
    const name = resolved(place.name);
    if (name !== undefined) {
      byOwnName.set(name, place);
    }
  }
  return Intl.supportedValuesOf("timeZone").map((zone) => {
    const place = byOwnName.get(resolved(zone) ?? zone);
    return { zone: place?.name ?? zone, place };
  });
}

/**
 * The zones to choose from, in the order of their names, and `also` by the name it is stored under, where that is an older name or a
 * newer zone. What is stored is never given another name.
 */
export function zoneOptions(
  also: string | null,
  known: ZonePlaces | undefined,
  format: Format,
): readonly PickerOption[] {
  const options = namedZones(known?.places ?? []).map((named) => optionOf(named, known, format));
  const stored = also === null || also === "" || options.some(({ value }) => value === also) ? [] : [also];
  return [...stored.map((zone) => optionOf(storedZone(zone, known), known, format)), ...options].sort(
    (one, other) => format.compare(one.label, other.label),
  );
}

function storedZone(zone: string, known: ZonePlaces | undefined): NamedZone {
  return { zone, place: known?.places.find(({ name }) => resolved(name) === resolved(zone)) };
}

function optionOf({ zone, place }: NamedZone, known: ZonePlaces | undefined, format: Format): PickerOption {
  const code = known?.country(zone);
  const country = code === undefined ? undefined : format.region(code);
  const towns = place?.mainCities.filter((town) => town !== townName(zone)) ?? [];
  // Of the names that show the same time only those of the same place: Uzhgorod is not Kyiv.
  const older = place?.group.filter((name) => name !== zone && resolved(name) === resolved(zone)) ?? [];
  const words = [
    ...older,
    ...[zone, ...older].flatMap(townNames),
    place?.alternativeName,
    place?.countryName,
    code,
    alsoCalled[code ?? ""],
  ];
  const line = [country, towns.length === 0 ? undefined : format.list(towns)].filter(
    (part) => part !== undefined,
  );
  return {
    value: zone,
    label: zoneWords(zone),
    search: [...line, ...words].filter((word) => word !== undefined).join(" "),
    ...(line.length === 0 ? {} : { line: line.join(" · ") }),
  };
}

/** "Madrid (Europe)": the town, and the region where one is named. */
export function zoneWords(zone: string): string {
  const region = zone.includes("/") ? (zone.split("/")[0] ?? "") : "";
  if (region === "") {
    return townName(zone);
  }
  const key = `hours.region.${region}`;
  return `${townName(zone)} (${isMessageId(key) ? text(key) : region})`;
}

/** "GMT+1" at this moment; nothing for a zone that is not known. */
export function offsetOf(zone: string, now: Date, language: string): string | undefined {
  try {
    return new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: "shortOffset" })
      .formatToParts(now)
      .find((part) => part.type === "timeZoneName")?.value;
  } catch {
    return undefined;
  }
}

export function isZone(zone: string): boolean {
  return resolved(zone) !== undefined;
}
