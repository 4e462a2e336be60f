/** Time zones as people look for them: by town, with the clock there. */
import { townOf } from "../agents/words";

export interface Zone {
  readonly zone: string;
  readonly town: string;
  readonly region: string;
}

/** The zones the window knows, and `also` where it is none of them: an older name or a newer zone. */
export function zonesWith(also: string | null): Zone[] {
  const known = Intl.supportedValuesOf("timeZone");
  const all = also === null || also === "" || known.includes(also) ? known : [also, ...known];
  return all.map((zone) => ({
    zone,
    town: townOf(zone),
    region: zone.includes("/") ? (zone.split("/")[0] ?? "") : "",
  }));
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
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
