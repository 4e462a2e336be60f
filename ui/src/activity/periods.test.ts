import { afterEach, describe, expect, it } from "vitest";
import { metricWords } from "./metrics";
import { dayOf, momentsOf, namedPeriod, ownPeriod, partsOf } from "./periods";

const zoneBefore = process.env.TZ;
const inZone = (zone: string) => {
  process.env.TZ = zone;
};
afterEach(() => {
  if (zoneBefore === undefined) {
    Reflect.deleteProperty(process.env, "TZ");
  } else {
    process.env.TZ = zoneBefore;
  }
});

const hoursOf = (borders: readonly Date[]) =>
  borders.slice(1).map((border, at) => (border.getTime() - (borders[at]?.getTime() ?? 0)) / 3_600_000);
const partsIn = (first: string, last: string, now: string, weekStart = 1) => {
  const own = ownPeriod(first, last, new Date(now));
  return own.kind === "period" ? partsOf(own.period, weekStart) : undefined;
};

describe("the borders of a period", () => {
  it("make one day of the day that has 23 hours, so that no hour is counted twice", () => {
    inZone("Europe/Madrid");
    const parts = partsIn("2026-03-28", "2026-03-30", "2026-06-01T12:00:00Z");
    expect(parts?.length).toBe("day");
    expect(momentsOf(parts?.borders ?? [])).toEqual([
      "2026-03-27T23:00:00.000Z",
      "2026-03-28T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
      "2026-03-30T22:00:00.000Z",
    ]);
  });
  it("make one day of the day that has 25 hours, so that no hour is left out", () => {
    inZone("Europe/Madrid");
    expect(hoursOf(partsIn("2026-10-24", "2026-10-26", "2026-12-01T12:00:00Z")?.borders ?? [])).toEqual([
      24, 25, 24,
    ]);
  });
  it("begin a day at its first moment where midnight itself is skipped", () => {
    inZone("Africa/Cairo");
    // In Cairo the clock goes from 24:00 to 01:00 on 24 April 2026.
    expect(hoursOf(partsIn("2026-04-23", "2026-04-25", "2026-06-01T12:00:00Z")?.borders ?? [])).toEqual([
      24, 23, 24,
    ]);
  });
  it("have no gap and no overlap", () => {
    inZone("America/Sao_Paulo");
    const parts = partsIn("2025-01-15", "2026-02-03", "2026-06-01T12:00:00Z");
    const borders = parts?.borders ?? [];
    expect([...borders].sort((a, b) => a.getTime() - b.getTime())).toEqual(borders);
    expect(new Set(borders.map(Number)).size).toBe(borders.length);
  });
});

describe("a period by name", () => {
  it("counts today among the last seven days and ends now, not in the future", () => {
    inZone("Europe/Madrid");
    const now = new Date("2026-03-04T15:12:00Z");
    const period = namedPeriod("week", now);
    expect(dayOf(period.from)).toBe("2026-02-26");
    expect(period.to).toEqual(now);
    expect(partsOf(period, 1)?.borders).toHaveLength(8);
  });
  it("finds the month before across the turn of the year", () => {
    inZone("Europe/Madrid");
    const period = namedPeriod("lastMonth", new Date("2026-01-15T12:00:00Z"));
    expect([dayOf(period.from), dayOf(period.to)]).toEqual(["2025-12-01", "2026-01-01"]);
    expect(partsOf(period, 1)?.borders).toHaveLength(32);
  });
  it("finds February from the last day of March, which has no such day", () => {
    inZone("Europe/Madrid");
    const period = namedPeriod("lastMonth", new Date("2026-03-31T12:00:00Z"));
    expect([dayOf(period.from), dayOf(period.to)]).toEqual(["2026-02-01", "2026-03-01"]);
  });
  it("knows the month by this computer's clock, not by that of Greenwich", () => {
    inZone("Pacific/Auckland");
    expect(dayOf(namedPeriod("month", new Date("2026-03-31T20:00:00Z")).from)).toBe("2026-04-01");
  });
});

describe("the parts of a picture", () => {
  it("are never more than 31, as each is a request", () => {
    inZone("Europe/Madrid");
    expect(partsIn("2026-01-01", "2026-01-31", "2026-06-01T12:00:00Z")?.length).toBe("day");
    expect(partsIn("2026-01-01", "2026-02-01", "2026-06-01T12:00:00Z")?.length).toBe("week");
    expect(partsIn("2025-01-01", "2026-02-01", "2026-06-01T12:00:00Z")?.length).toBe("month");
    for (const last of ["2026-01-31", "2026-02-01", "2026-05-31"]) {
      expect(partsIn("2026-01-01", last, "2026-06-01T12:00:00Z")?.borders.length).toBeLessThanOrEqual(32);
    }
  });
  it("begin a week on the day people here begin it", () => {
    inZone("Europe/Madrid");
    const weekdays = (start: number) =>
      new Set(
        partsIn("2026-01-07", "2026-03-01", "2026-06-01T12:00:00Z", start)
          ?.borders.slice(1, -1)
          .map((border) => border.getDay()),
      );
    expect(weekdays(1)).toEqual(new Set([1]));
    expect(weekdays(7)).toEqual(new Set([0]));
  });
});

describe("a period of one's own", () => {
  const now = new Date("2026-03-04T15:12:00Z");
  it("is refused with the reason where it makes no sense", () => {
    inZone("Europe/Madrid");
    const why = (first: string, last: string) => {
      const own = ownPeriod(first, last, now);
      return own.kind === "wrong" ? own.why : "fine";
    };
    expect(why("", "2026-03-01")).toBe("needsDates");
    expect(why("2026-02-30", "2026-03-01")).toBe("needsDates");
    expect(why("2026-03-02", "2026-03-01")).toBe("wrongOrder");
    expect(why("2026-03-05", "2026-03-06")).toBe("future");
    expect(why("2022-01-01", "2026-03-01")).toBe("tooLong");
    expect(why("2026-03-04", "2026-03-04")).toBe("fine");
  });
  it("ends now where its last day is not over", () => {
    inZone("Europe/Madrid");
    const own = ownPeriod("2026-03-01", "2026-03-31", now);
    expect(own.kind === "period" && own.period.to).toEqual(now);
  });
});

describe("a number of the statistic", () => {
  it("is written as people of the language write it", () => {
    expect(metricWords("tokens", 1_250_000, "en")).toBe("1,250,000");
    expect(metricWords("tokens", 1_250_000, "nl")).toBe("1.250.000");
    expect(metricWords("tokensPerConversation", 4310.3, "es")).toBe("4310,3");
  });
  it("says calls in hours and minutes instead of thousands of seconds", () => {
    expect(metricWords("callSeconds", 5400, "en")).toBe("1 hr 30 min");
    expect(metricWords("averageCallSeconds", 93.1, "en")).toBe("1 min 33 sec");
    expect(metricWords("callSeconds", 0, "en")).toBe("0 sec");
    expect(metricWords("callSeconds", 7200, "en")).toBe("2 hr");
  });
});
