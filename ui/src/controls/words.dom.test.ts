import { describe, expect, it } from "vitest";
import { bird } from "../../dev/fixtures";
import type { FieldDescription, JsonValue } from "../bridge";
import { formatFor, i18n, speak, type Texts, text, textByKey } from "../i18n";
import { fieldsOf } from "../session/edits";
import { fits } from "./control";
import { findingWords } from "./findings";
import { findOptions } from "./Picker";
import { readPhone } from "./phone";
import { knownSkills } from "./SkillsControl";
import { changeWords, valueWords } from "./words";

function textsIn(language: "en" | "es" | "nl"): Texts {
  speak(language);
  return { t: text, byKey: textByKey, format: formatFor(language, ["en-GB"]), language: i18n.locale };
}

function field(key: string) {
  const found = fieldsOf(bird).find((place) => place.field.key === key)?.field;
  if (found === undefined) {
    throw new Error(`no field ${key}`);
  }
  return found;
}

const now = new Date("2026-03-04T15:12:00Z");
const said = (key: string, value: JsonValue) =>
  valueWords(field(key), value, { system: bird, texts: textsIn("en"), now });
const hours = (from: number, to: number) => ({
  from: { hour: from, minute: 0 },
  to: { hour: to, minute: 0 },
});

describe("values in words, as the review shows them", () => {
  it.each<[string, JsonValue, string]>([
    ["forwardNumberEnabled", true, "On"],
    ["forwardNumberEnabled", null, "Not set"],
    ["wrapUpTime", 45, "45"],
    ["defaultCallerId", "+34912345678", "+34 912 34 56 78"],
    ["defaultCountryCode", "ES", "Spain"],
    ["transcriptionLocale", "es-ES", "European Spanish"],
    ["activity", "available", "Available"],
    ["activity", "on_fire", "On fire"],
    ["bio", "", "Nothing"],
    ["teams", [{ id: "x", name: "Billing" }, { name: "Sales" }], "Billing and Sales"],
    ["user", { id: "x", name: "Ana" }, "Ana"],
    ["dropVms", [{ name: "Greeting", url: "https://x" }, { fileName: "b.wav" }], "Greeting and b.wav"],
    [
      "assignedSkills",
      [{ id: "1", name: "Language", selectedValues: [{ value: "Spanish" }, { value: "English" }] }],
      "Language: Spanish, English",
    ],
  ])("says %s without jargon", (key, value, words) => {
    expect(said(key, value)).toBe(words);
  });

  it("says only the days of a week that differ, so that nobody hunts for the change", () => {
    const before = { monday: hours(14, 22), wednesday: hours(14, 22), sunday: hours(9, 12) };
    const after = { monday: hours(14, 22), wednesday: hours(13, 22), sunday: null };
    const words = changeWords(field("weeklySchedule"), before, after, {
      system: bird,
      texts: textsIn("en"),
    });
    expect(words.before).toContain("Wed 14:00–22:00");
    expect(words.after).toContain("Wed 13:00–22:00");
    expect(words.after).toContain("Sun Closed");
    expect(words.after).not.toContain("Mon");
  });

  it("says which holidays came, and only counts the others", () => {
    const one = { name: "New Year", day: 1, month: 1 };
    const words = changeWords(field("holidays"), [one], [one, { name: "Feast", day: 12, month: 10 }], {
      system: bird,
      texts: textsIn("en"),
    });
    expect(words.after).toMatch(/Feast/);
    expect(words.after).toMatch(/1 more/);
  });

  it("never shows raw data for any value of any field, in any language", () => {
    const odd: JsonValue[] = [
      null,
      "",
      "text",
      "\u202Etxet",
      0,
      -3.5,
      1e21,
      true,
      [],
      [null],
      [{ a: { b: [1] } }],
      {},
      { monday: "closed" },
      { hour: 25 },
      { nested: { deeper: [{ x: null }] } },
    ];
    for (const language of ["en", "es", "nl"] as const) {
      const texts = textsIn(language);
      for (const { field: each } of fieldsOf(bird)) {
        for (const value of odd) {
          const words = valueWords(each, value, { system: bird, texts, now });
          expect(words, `${each.key} ${JSON.stringify(value)}`).not.toMatch(/\[object|undefined|NaN|^$/);
        }
      }
    }
    speak("en");
  });
});

describe("controls with values of another form", () => {
  it("keep a number stored as a text for what it is instead of editing it away", () => {
    expect(fits(field("wrapUpTime").control, "30")).toBe(false);
    expect(fits(field("forwardNumberEnabled").control, "yes")).toBe(false);
    expect(fits(field("name").control, { first: "Ana" })).toBe(false);
    expect(fits(field("assignedSkills").control, "Spanish")).toBe(false);
    // An item of another form is kept beside the others: forms.test.tsx.
    expect(fits(field("assignedSkills").control, ["Spanish"])).toBe(true);
    expect(fits(field("activity").control, "never_heard_of")).toBe(true);
    expect(fits(field("bio").control, null)).toBe(true);
  });
});

describe("telephone numbers", () => {
  it("are stored in international form however they are typed", () => {
    expect(readPhone("912 345 678", "ES").stored).toBe("+34912345678");
    expect(readPhone("0031 20 123 4567").stored).toBe("+31201234567");
    expect(readPhone("+34 612-34-56-78").formatted).toBe("+34 612 34 56 78");
  });
  it("stay as typed where they are none, for the check to say so", () => {
    expect(readPhone("call me")).toMatchObject({ stored: "call me", valid: false });
  });
  it.each([
    ["020 123 4567 x12", "NL"],
    ["+31 20 123 4567 ext. 5", "NL"],
    ["+31612345678,,123#", "NL"],
    ["1-800-FLOWERS", "US"],
    ["020 123 4567 / 68", "NL"],
    ["020 123 4567 of 020 765 4321", "NL"],
    ["112", "NL"],
  ])("%s is shown and sent as it stands, for it is more than a number", (typed, home) => {
    expect(readPhone(typed, home)).toMatchObject({ stored: typed, formatted: typed, valid: false });
  });
  it.each([
    ["0351-152-303-473", "AR", "+5493512303473"],
    ["+225 05 04 45 80 20", undefined, "+2250504458020"],
    ["+31 (0)20 123 4567", undefined, "+31201234567"],
    ["\u202a+31 20 123\u00a04567\u202c", undefined, "+31201234567"],
    ["tel:+31-20-123-4567", undefined, "+31201234567"],
    ["(020) 123.45–67", "NL", "+31201234567"],
  ])("%s is a number as people write it", (typed, home, stored) => {
    expect(readPhone(typed, home)).toMatchObject({ stored, valid: true });
  });
  it("shows every digit that is sent, and no other", () => {
    for (const typed of ["020 123 4567", "+34 912 345 678", "020 123 4567 x12", "0351-152-303-473", "112"]) {
      const { stored, formatted } = readPhone(typed, typed.startsWith("03") ? "AR" : "NL");
      expect(formatted.replace(/\D/g, "")).toBe(stored.replace(/\D/g, ""));
    }
  });
});

describe("pickers", () => {
  it("find a town by any of its words, without accents, the beginning first", () => {
    const options = [
      { value: "Asia/Tbilisi", label: "Tbilisi (Asia)" },
      { value: "Europe/Lisbon", label: "Lisbon (Europe)" },
      { value: "America/Bogota", label: "Bogotá (America)" },
    ];
    expect(findOptions(options, "lis").map((option) => option.value)).toEqual([
      "Europe/Lisbon",
      "Asia/Tbilisi",
    ]);
    expect(findOptions(options, "america bogota").map((option) => option.value)).toEqual(["America/Bogota"]);
  });

  it("offer every value that any agent has of a skill", () => {
    const skill = (id: string, value: string) => ({
      id,
      name: "Language",
      selectedValues: [{ id: value, value }],
    });
    const [known] = knownSkills([skill("1", "Dutch"), skill("1", "Arabic"), "odd", null]);
    expect([...(known?.values.keys() ?? [])]).toEqual(["Dutch", "Arabic"]);
  });
});

describe("findings in words", () => {
  const finding = (code: string, context: Record<string, string>, pointer = "/wrapUpTime") => ({
    pointer,
    code: code as "tooSmall",
    severity: "error" as const,
    context,
  });
  it.each(["en", "es", "nl"] as const)("fill every place in %s", (language) => {
    const texts = textsIn(language);
    expect(findingWords(finding("tooSmall", { minimum: "0" }), texts)).toContain("0");
    expect(findingWords(finding("overlap", { day: "sunday" }), texts)).toContain(
      texts.format.weekday(7, "long"),
    );
    expect(findingWords(finding("wrongForm", {}), texts)).not.toMatch(/[{}]/);
    const leap = findingWords(finding("leapDay", { day: "29", month: "2", name: "Leap" }), texts);
    expect(leap).toContain("Leap");
    speak("en");
  });
  it("say lengths as lengths", () => {
    const length: FieldDescription = {
      ...field("wrapUpTime"),
      control: { kind: "duration", minimum: null, maximum: null, stored: "seconds" },
    };
    const words = findingWords(finding("tooLarge", { maximum: "7200" }), textsIn("en"), length);
    expect(valueWords(length, 5400, { system: bird, texts: textsIn("en"), now })).toBe("1 hour 30 minutes");
    expect(words).toBe("At most 2 hours.");
  });
});
