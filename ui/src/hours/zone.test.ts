import { describe, expect, it } from "vitest";
import { addRange, noRanges } from "./ranges";
import { minutesAhead, momentIn, offsetMinutes, ownZone, shiftedRanges } from "./zone";

describe("the agent's clock", () => {
  const now = new Date("2026-03-04T23:30:00Z");
  it("draws now on the agent's own day, not on the admin's", () => {
    expect(momentIn("Europe/Madrid", now)).toEqual({ day: "thursday", minute: 30 });
    expect(momentIn("America/Sao_Paulo", now)).toEqual({ day: "wednesday", minute: 20 * 60 + 30 });
    expect(momentIn("Asia/Kathmandu", now)).toEqual({ day: "thursday", minute: 5 * 60 + 15 });
  });
  it("says nothing about a zone nobody knows", () => {
    expect(momentIn("Mars/Olympus", now)).toBeUndefined();
  });
  it("says how far a zone is ahead of UTC and of another", () => {
    expect(offsetMinutes("Asia/Kathmandu", now)).toBe(345);
    expect(offsetMinutes("America/New_York", now)).toBe(-300);
    expect(minutesAhead("Europe/Madrid", "America/New_York", now)).toBe(360);
    expect(minutesAhead("Europe/Madrid", "America/New_York", new Date("2026-03-10T12:00:00Z"))).toBe(300);
    expect(minutesAhead("Mars/Olympus", "UTC", now)).toBeUndefined();
    expect(offsetMinutes(ownZone(), now)).toBeTypeOf("number");
  });
});

describe("hours seen from another zone", () => {
  it("lie on the day they begin there, round the week", () => {
    const week = addRange(noRanges(), "sunday", { from: 1200, to: 1380 });
    expect(shiftedRanges(week, 360).monday).toEqual([{ from: 120, to: 300 }]);
    expect(shiftedRanges(addRange(noRanges(), "monday", { from: 60, to: 540 }), -360).sunday).toEqual([
      { from: 1140, to: 1620 },
    ]);
    expect(shiftedRanges(shiftedRanges(week, 345), -345)).toEqual(week);
  });
});
