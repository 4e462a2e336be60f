/** Time zones as people look for them: by town, with the clock there. */
import { townOf } from "../agents/words";

/** The zones the window knows, and `also` where it is none of them: an older name or a newer zone. */
export function zonesWith(also: string | null): string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return also === null || also === "" || known.includes(also) ? known : [also, ...known];
}

/** "Madrid (Europe)": the town, and the region where one is named. */
export function zoneWords(zone: string): string {
  const region = zone.includes("/") ? (zone.split("/")[0] ?? "") : "";
  return region === "" ? townOf(zone) : `${townOf(zone)} (${region})`;
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
