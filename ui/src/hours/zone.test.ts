import { describe, expect, it } from "vitest";
import { momentIn, nextClockChange } from "./zone";

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
});
