import { describe, expect, it } from "vitest";
import type { Coverage, CoverageDay } from "../bridge";
import { gapAt, legendOf, momentOf, runsOf, shadeOf, stepped } from "./words";

const day = (index: number, lost = 0): CoverageDay => {
  const minutes = 1440 - lost;
  const walls = Array.from({ length: 96 }, (_, at) => at * 15).filter(
    (wall) => lost === 0 || wall < 120 || wall >= 180,
  );
  return {
    date: `2026-03-${23 + index}`,
    day: "monday",
    start: index * 1440,
    minutes,
    walls,
    quarters: walls.map((wall) => (wall >= 540 && wall < 1020 ? 2 : 0)),
  };
};

const coverage = {
  zone: "Europe/Madrid",
  days: [0, 1, 2, 3, 4, 5].map((index) => day(index)).concat(day(6, 60)),
  most: 2,
  gaps: [{ from: 1020, to: 1440 + 540, candidates: [] }],
  agents: [],
  unknown: [],
} as Coverage;

describe("the coverage board", () => {
  it("draws one piece for neighbouring quarters of the same number", () => {
    expect(runsOf(coverage.days[0]?.quarters ?? [])).toEqual([
      { from: 0, to: 36, count: 0 },
      { from: 36, to: 68, count: 2 },
      { from: 68, to: 96, count: 0 },
    ]);
  });

  it("never gives somebody who is on the shade of nobody", () => {
    expect(shadeOf(1, 1000)).toBe(1);
    expect(shadeOf(0, 1000)).toBe(0);
    expect(shadeOf(1000, 1000)).toBe(4);
    expect(legendOf(2)).toEqual([
      { shade: 2, from: 1, to: 1 },
      { shade: 4, from: 2, to: 2 },
    ]);
  });

  it("says what the wall shows on a day that is an hour short", () => {
    expect(momentOf(coverage, 6 * 1440 + 120)?.minute).toBe(180);
  });

  it("ends a gap at midnight on the day it ends on", () => {
    expect(momentOf(coverage, 1440, true)?.minute).toBe(1440);
    expect(momentOf(coverage, 1440, true)?.day.date).toBe("2026-03-23");
  });

  it("finds the gap under the cursor", () => {
    const [first] = coverage.days;
    expect(first && gapAt(coverage, first, 68)?.from).toBe(1020);
    expect(first && gapAt(coverage, first, 67)).toBeUndefined();
  });

  it("stays on the week with every key", () => {
    expect(stepped(coverage.days, { day: 0, at: 0 }, "ArrowLeft")).toEqual({ day: 0, at: 0 });
    expect(stepped(coverage.days, { day: 5, at: 95 }, "ArrowDown")).toEqual({ day: 6, at: 91 });
    expect(stepped(coverage.days, { day: 0, at: 4 }, "PageDown")).toEqual({ day: 0, at: 8 });
    expect(stepped(coverage.days, { day: 0, at: 4 }, "x")).toBeUndefined();
  });
});
