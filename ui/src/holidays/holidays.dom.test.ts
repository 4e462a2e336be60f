import { describe, expect, it } from "vitest";
import type { JsonValue } from "../bridge";
import { formatFor, text } from "../i18n";
import {
  addHolidays,
  choicesOfFile,
  isDate,
  isMovable,
  putHoliday,
  readHolidays,
  withoutHoliday,
} from "./holidays";
import { fileOffersOf } from "./offers";

const stored: JsonValue = [
  { name: "Christmas", day: 25, month: 12, colour: "red" },
  null,
  { name: "Never", day: 30, month: 2 },
  { day: 1, month: 1 },
  "Easter",
];

describe("holidays", () => {
  it("come in the order of the year, however they are stored", () => {
    expect(readHolidays(stored)?.dated).toEqual([
      { index: 3, name: "", day: 1, month: 1 },
      { index: 0, name: "Christmas", day: 25, month: 12 },
    ]);
  });
  it("shows what is no date instead of hiding or losing it", () => {
    expect(readHolidays(stored)?.unreadable.map((each) => each.index)).toEqual([2, 4]);
    expect(readHolidays({})).toBeUndefined();
    expect(readHolidays(null)).toEqual({ dated: [], unreadable: [] });
  });
  it("keeps what no document names when one is changed, and every other to the letter", () => {
    expect(putHoliday(stored, 0, { name: "Noël", day: 26, month: 12 })).toEqual([
      { name: "Noël", day: 26, month: 12, colour: "red" },
      ...(stored as JsonValue[]).slice(1),
    ]);
  });
  it("adds at the end and removes one only", () => {
    expect(putHoliday(null, undefined, { name: "A", day: 1, month: 5 })).toEqual([
      { name: "A", day: 1, month: 5 },
    ]);
    expect(withoutHoliday(stored, 1)).toEqual([stored[0], ...(stored as JsonValue[]).slice(2)]);
  });
  it("knows which days no year has", () => {
    expect([
      isDate(30, 2),
      isDate(29, 2),
      isDate(31, 4),
      isDate(31, 12),
      isDate(0, 1),
      isDate(1, 13),
    ]).toEqual([false, true, false, true, false, false]);
  });
  it("warns of days that move, and of no others", () => {
    expect(
      ["Jueves Santo", "Good Friday", "Hemelvaartsdag", "Eid al-Fitr", "Tweede paasdag"].every(isMovable),
    ).toBe(true);
    expect(
      ["Christmas", "Fiesta Nacional", "Koningsdag", "Año Nuevo", "Wedding day", "Media day"].some(isMovable),
    ).toBe(false);
  });
  it("takes over many at once, each day once, and leaves what is there", () => {
    const more = [
      { name: "Navidad", day: 25, month: 12 },
      { name: "Reyes", day: 6, month: 1 },
      { name: "Epifanía", day: 6, month: 1 },
    ];
    const result = addHolidays(stored, more);
    expect(result.added).toBe(1);
    expect(result.present.map((each) => each.name)).toEqual(["Navidad", "Epifanía"]);
    expect(result.stored).toEqual([...(stored as JsonValue[]), { name: "Reyes", day: 6, month: 1 }]);
    expect(addHolidays(null, more).added).toBe(2);
  });
  it("says in which years a day of a calendar file does not come", () => {
    const found = {
      name: "Liberation Day",
      day: 5,
      month: 5,
      years: [2028],
      leftOut: [2027, 2029],
      movable: false,
    };
    const choices = choicesOfFile([found], new Date(2026, 11, 1));
    const [offer] = fileOffersOf(choices, { stored: null, t: text, format: formatFor("en") });
    expect(offer?.marks, "a working day is called a holiday of every year").toEqual([
      "not every year: not in 2027 and 2029",
    ]);
    expect(offer?.date).toContain("2028");
  });
  it("offers of a calendar file what comes every year or is still ahead, and the next of what moves", () => {
    const day = (name: string, of: readonly [number, number], years: number[], movable = false) => ({
      name,
      day: of[0],
      month: of[1],
      years,
      leftOut: [],
      movable,
    });
    const chosen = choicesOfFile(
      [
        day("Good Friday", [26, 3], [2027], true),
        day("Good Friday", [3, 4], [2026], true),
        day("Good Friday", [14, 4], [2028], true),
        day("Office party", [1, 6], [2026]),
        day("Moving day", [1, 12], [2025, 2026]),
        day("Christmas", [25, 12], []),
      ],
      new Date(2026, 10, 22),
    );
    expect(chosen.filter((each) => each.ahead).map((each) => [each.name, each.year])).toEqual([
      ["Good Friday", 2027],
      ["Moving day", 2026],
      ["Christmas", undefined],
    ]);
  });
});
