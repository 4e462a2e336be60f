import { afterEach, describe, expect, it } from "vitest";
import { formatFor, type Language, speak } from "../i18n";
import { findOptions } from "./Picker";
import { loadZonePlaces, zoneOptions, zoneWords } from "./zones";

const known = await loadZonePlaces();

function found(typed: string, language: Language = "en"): string[] {
  speak(language);
  return findOptions(zoneOptions(null, known, formatFor(language)), typed).map(({ value }) => value);
}

afterEach(() => speak("en"));

describe("time zones", () => {
  it.each([
    ["Kyiv", "Europe/Kyiv"],
    ["Kiev", "Europe/Kyiv"],
    ["Europe/Kiev", "Europe/Kyiv"],
    ["Kolkata", "Asia/Kolkata"],
    ["Calcutta", "Asia/Kolkata"],
    ["Mumbai", "Asia/Kolkata"],
    ["India", "Asia/Kolkata"],
    ["Netherlands", "Europe/Amsterdam"],
    ["Holland", "Europe/Amsterdam"],
    ["Utrecht", "Europe/Amsterdam"],
    ["Saigon", "Asia/Ho_Chi_Minh"],
    ["Yangon", "Asia/Yangon"],
    ["Rangoon", "Asia/Yangon"],
    ["Nuuk", "America/Nuuk"],
    ["Sao Paulo", "America/Sao_Paulo"],
    ["Barcelona", "Europe/Madrid"],
    ["England", "Europe/London"],
    ["San Francisco", "America/Los_Angeles"],
    ["Eastern Time", "America/New_York"],
    ["Oslo", "Europe/Oslo"],
    ["Brisbane", "Australia/Brisbane"],
  ])("%s is found", (typed, zone) => {
    expect(found(typed)).toContain(zone);
  });

  it.each([
    ["es", "Londres", "Europe/London"],
    ["es", "Países Bajos", "Europe/Amsterdam"],
    ["es", "paises bajos", "Europe/Amsterdam"],
    ["es", "Calcuta", "Asia/Kolkata"],
    ["es", "Nueva York", "America/New_York"],
    ["es", "Estocolmo", "Europe/Stockholm"],
    ["nl", "Londen", "Europe/London"],
    ["nl", "Nederland", "Europe/Amsterdam"],
    ["nl", "Parijs", "Europe/Paris"],
    ["nl", "Duitsland", "Europe/Berlin"],
    ["nl", "Boekarest", "Europe/Bucharest"],
  ] as const)("in %s, %s is found", (language, typed, zone) => {
    expect(found(typed, language)).toContain(zone);
  });

  it("stand in the list once, by the name they have today", () => {
    const options = zoneOptions(null, known, formatFor("en")).map(({ value }) => value);
    expect(options).toHaveLength(new Set(options).size);
    for (const [today, before] of [
      ["Europe/Kyiv", "Europe/Kiev"],
      ["Asia/Kolkata", "Asia/Calcutta"],
      ["America/Nuuk", "America/Godthab"],
    ] as const) {
      expect(options).toContain(today);
      expect(options).not.toContain(before);
    }
    expect(options, "two zones that differ in part of the year are told apart").toContain("America/Cuiaba");
  });

  it.each(["Europe/Kiev", "Asia/Calcutta", "GMT Standard Time", "Etc/GMT+5"])(
    "%s stays as it was stored",
    (stored) => {
      const options = zoneOptions(stored, known, formatFor("en"));
      expect(options.map(({ value }) => value)).toContain(stored);
    },
  );

  it("are called by the admin's own words", () => {
    expect(zoneWords("Europe/London")).toBe("London (Europe)");
    speak("es");
    expect(zoneWords("Europe/London")).toBe("Londres (Europa)");
    speak("nl");
    expect(zoneWords("America/Mexico_City")).toBe("Mexico-Stad (Amerika)");
  });
});
