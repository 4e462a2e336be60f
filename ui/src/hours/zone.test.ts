import { describe, expect, it } from "vitest";
import { addRange, noRanges } from "./ranges";
import {
  minutesAhead,
  momentIn,
  nextClockChange,
  nextClockChanges,
  offsetMinutes,
  ownZone,
  shiftedRanges,
} from "./zone";

describe("the agent's clock", () => {
  const now = new Date("2026-03-04T23:30:00Z");
  it("draws now on the agent's own day, not on the admin's", () => {
    expect(momentIn("Europe/Madrid", now)).toEqual({ day: "thursday", minute: 30 });
    expect(momentIn("America/Sao_Paulo", now)).toEqual({ day: "wednesday", minute: 20 * 60 + 30 });
    expect(momentIn("Asia/Kathmandu", now)).toEqual({ day: "thursday", minute: 5 * 60 + 15 });
  });
  it("says nothing about a zone nobody knows", () => {
    expect(momentIn("Mars/Olympus", now)).toBeUndefined();
    expect(nextClockChange("Mars/Olympus", now, 60)).toBeUndefined();
  });
  it("finds the day on which the clocks change, and which way", () => {
    const change = nextClockChange("Europe/Madrid", now, 60);
    expect(change?.minutes).toBe(60);
    expect(change?.at.toISOString().slice(0, 13)).toBe("2026-03-29T01");
    expect(nextClockChange("Europe/Madrid", new Date("2026-10-01T00:00:00Z"), 60)?.minutes).toBe(-60);
    expect(nextClockChange("Asia/Tokyo", now, 365)).toBeUndefined();
  });
  it("tells the next two changes, and none where there are none", () => {
    const told = (zone: string) =>
      nextClockChanges(zone, now, 2).map((change) => [change.at.toISOString().slice(0, 13), change.minutes]);
    expect(told("Europe/Madrid")).toEqual([
      ["2026-03-29T01", 60],
      ["2026-10-25T01", -60],
    ]);
    expect(told("Australia/Lord_Howe")).toEqual([
      ["2026-04-04T15", -30],
      ["2026-10-03T15", 30],
    ]);
    expect(told("Asia/Tokyo")).toEqual([]);
    expect(told("Mars/Olympus")).toEqual([]);
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
