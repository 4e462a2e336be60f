import { describe, expect, it } from "vitest";
import { isDate } from "./holidays";
import {
  type PresetHoliday,
  presetCountries,
  presetCountryOf,
  presetHolidays,
  presetRegions,
  presetSource,
} from "./presets";

const shown = (all: readonly PresetHoliday[]) =>
  all
    .filter((each) => each.official && !each.partly)
    .map((each) => `${each.day}.${each.month}. ${each.name}`);
const named = (all: readonly PresetHoliday[], name: string) => all.find((each) => each.name === name);

describe("holidays of Spain", () => {
  it("are the national ones in the admin's language, the movable one marked", async () => {
    const spain = await presetHolidays({ country: "ES" }, 2027, "es");
    expect(shown(spain)).toEqual([
      "1.1. Año Nuevo",
      "6.1. Día de los Reyes Magos",
      "26.3. Viernes Santo",
      "1.5. Día del Trabajador",
      "15.8. Asunción",
      "12.10. Fiesta Nacional de España",
      "1.11. Todos los Santos",
      "6.12. Día de la Constitución Española",
      "8.12. La inmaculada concepción",
      "25.12. Navidad",
    ]);
    expect(spain.filter((each) => each.official && each.moves !== "never").map((each) => each.name)).toEqual([
      "Viernes Santo",
    ]);
    const next = await presetHolidays({ country: "ES" }, 2028, "en");
    expect(named(next, "Good Friday")).toMatchObject({ day: 14, month: 4, moves: "always", year: 2028 });
  });
  it("have Catalonia's own days in Catalonia only", async () => {
    const regions = await presetRegions({ country: "ES" }, "es");
    expect(regions.find((each) => each.code === "CT")?.name).toMatch(/Catal/);
    const catalonia = shown(await presetHolidays({ country: "ES", region: "CT" }, 2027, "es"));
    expect(catalonia).toEqual(
      expect.arrayContaining(["11.9. Dia de Cataluña", "29.3. Lunes de Pascua", "26.12. San Esteban"]),
    );
    const madrid = shown(await presetHolidays({ country: "ES", region: "MD" }, 2027, "es"));
    expect(madrid.some((each) => each.startsWith("11.9."))).toBe(false);
    expect(madrid).toEqual(expect.arrayContaining(["1.1. Año Nuevo"]));
  });
  it("mark a day off instead of a Sunday as one of that year", async () => {
    const catalonia = await presetHolidays({ country: "ES", region: "CT" }, 2027, "es");
    expect(catalonia.find((each) => each.day === 3 && each.month === 5)?.moves).toBe("always");
  });
});

describe("holidays of the Netherlands", () => {
  it("are in Dutch, and King's Day moves only when it is a Sunday", async () => {
    const all = await presetHolidays({ country: "NL" }, 2027, "nl");
    expect(named(all, "Koningsdag")).toMatchObject({ day: 27, month: 4, moves: "sometimes" });
    expect(
      all
        .filter((each) => each.official && each.moves === "always")
        .map((each) => `${each.day}.${each.month}.`),
    ).toEqual(["28.3.", "29.3.", "6.5.", "16.5.", "17.5."]);
    expect(all.some((each) => each.month === 12 && each.day === 5)).toBe(false);
    const king = await presetHolidays({ country: "NL" }, 2031, "nl");
    expect(named(king, "Koningsdag")).toMatchObject({ day: 26, month: 4 });
  });
});

describe("the country of a zone", () => {
  it("is the one the zone lies in, by its older names too, else that of the person's languages", async () => {
    expect(await presetCountryOf("Europe/Madrid", ["nl-NL"])).toBe("ES");
    expect(await presetCountryOf("Atlantic/Canary", [])).toBe("ES");
    expect(await presetCountryOf("Asia/Calcutta", [])).toBe("IN");
    expect(await presetCountryOf("UTC", ["es", "es-MX"])).toBe("MX");
    expect(await presetCountryOf(undefined, ["es", "en"])).toBeUndefined();
  });
});

describe("the presets", () => {
  it("name countries in each language of the window, in its order", async () => {
    for (const [language, spain, germany] of [
      ["en", "Spain", "Germany"],
      ["es", "España", "Alemania"],
      ["nl", "Spanje", "Duitsland"],
    ] as const) {
      const countries = await presetCountries(language);
      expect(countries.find((each) => each.code === "ES")?.name).toBe(spain);
      expect(countries.find((each) => each.code === "DE")?.name).toBe(germany);
      expect(countries.length).toBeGreaterThan(150);
      expect([...countries].sort((a, b) => a.name.localeCompare(b.name, language))).toEqual(countries);
    }
  });
  it("say which days are only half days, and which are of one year only", async () => {
    const germany = await presetHolidays({ country: "DE" }, 2027, "en");
    const halves = germany.filter((each) => each.partly);
    expect(halves.every((each) => each.month === 12 && each.moves === "never")).toBe(true);
    const brandenburg = await presetHolidays({ country: "DE", region: "BE" }, 2025, "en");
    expect(brandenburg.find((each) => each.day === 8 && each.month === 5)).toMatchObject({ once: true });
  });
  it("are days that can be stored, for every country", async () => {
    for (const { code } of await presetCountries("en")) {
      for (const { name, day, month } of await presetHolidays({ country: code }, 2028, "en")) {
        expect(isDate(day, month), `${code} ${name} ${day}.${month}.`).toBe(true);
        expect(name, `${code} ${day}.${month}.`).not.toBe("");
      }
    }
  });
  it("know no regions and no holidays of a country that is none", async () => {
    expect(await presetRegions({ country: "XX" }, "en")).toEqual([]);
    expect(await presetHolidays({ country: "XX" }, 2027, "en")).toEqual([]);
  });
  it("say where they are from and under which licence", () => {
    expect(presetSource).toMatchObject({ licence: "CC BY-SA 3.0" });
  });
});
