import { describe, expect, it } from "vitest";
import type { JsonValue } from "../bridge";
import { isDate, isMovable, putHoliday, readHolidays, withoutHoliday } from "./holidays";

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
});
