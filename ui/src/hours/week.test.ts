import { describe, expect, it } from "vitest";
import type { JsonValue } from "../bridge";
import {
  changeDay,
  copyDay,
  dayAfter,
  dayBefore,
  days,
  fillWeek,
  move,
  nextStop,
  paint,
  type Range,
  readDay,
  readWeek,
  resizeEnd,
  resizeStart,
  span,
  step,
  totalOf,
  wholeDay,
  writeDay,
} from "./week";

const at = (from: string, to: string): JsonValue => {
  const time = (text: string) => {
    const [hour = 0, minute = 0] = text.split(":").map(Number);
    return { hour, minute };
  };
  return { from: time(from), to: time(to) };
};
const hours = (from: number, to: number): Range => ({ from: from * 60, to: to * 60 });

describe("reading stored hours", () => {
  it("shows the minutes of the day", () => {
    expect(readDay(at("9:00", "17:30"))).toEqual({ kind: "open", range: { from: 540, to: 1050 } });
  });
  it("lets a night shift end on the next day", () => {
    expect(readDay(at("18:00", "2:00"))).toEqual({ kind: "open", range: hours(18, 26) });
  });
  it("takes an end at 0:00 and one at 24:00 for the same midnight", () => {
    expect(readDay(at("18:00", "0:00"))).toEqual(readDay(at("18:00", "24:00")));
  });
  it("takes a missing day, null and an object of nothing for closed", () => {
    const week = readWeek({ monday: null, tuesday: {}, wednesday: { from: null, to: null } });
    expect(days.map((day) => week?.[day].kind)).toEqual(days.map(() => "closed"));
    expect(readWeek(null)?.monday).toEqual({ kind: "closed" });
  });
  it("counts a missing hour or minute as 0", () => {
    expect(readDay({ from: { hour: 9 }, to: { hour: 17, minute: null } })).toEqual({
      kind: "open",
      range: hours(9, 17),
    });
  });
  it.each<[string, JsonValue]>([
    ["a text", "9-17"],
    ["25 o'clock", at("9:00", "25:00")],
    ["24:30", at("9:00", "24:30")],
    ["61 minutes", at("9:61", "17:00")],
    ["half an hour as a fraction", { from: { hour: 9.5 }, to: { hour: 17 } }],
    ["an hour as a text", { from: { hour: "9" }, to: { hour: 17 } }],
    ["a start without an end", { from: { hour: 9 } }],
    ["the same start and end", at("9:00", "9:00")],
    ["a list", [at("9:00", "12:00"), at("13:00", "17:00")]],
  ])("does not guess at %s, which a person has to see", (_what, stored) => {
    expect(readDay(stored)).toEqual({ kind: "unreadable", stored: JSON.stringify(stored) });
  });
  it("does not take a list for a week", () => {
    expect(readWeek([])).toBeUndefined();
    expect(readWeek("always")).toBeUndefined();
  });
});

describe("writing hours back", () => {
  const stored: JsonValue = {
    note: "kept",
    monday: { from: { hour: 9, minute: 0, second: 0 }, to: { hour: 17, minute: 30 }, room: "B2" },
    friday: "by arrangement",
  };
  it("keeps what no document names, in the week, the day and the time", () => {
    expect(writeDay(stored, "monday", hours(10, 18))).toEqual({
      note: "kept",
      monday: { from: { hour: 10, minute: 0, second: 0 }, to: { hour: 18, minute: 0 }, room: "B2" },
      friday: "by arrangement",
    });
  });
  it("leaves hours it cannot read to the letter while another day changes", () => {
    expect(writeDay(stored, "sunday", hours(10, 12))).toMatchObject({ friday: "by arrangement" });
  });
  it("takes a closed day out and changes nothing else", () => {
    expect(writeDay(stored, "monday", undefined)).toEqual({ note: "kept", friday: "by arrangement" });
  });
  it("brings a day back as it was, with what no document names", () => {
    const day = (stored as { monday: JsonValue }).monday;
    const without = writeDay(stored, "monday", undefined);
    expect(writeDay(without, "monday", { from: 540, to: 1050 }, day)).toEqual(stored);
  });
  it("says the end of a night shift as a time of the next day, and midnight as 24:00", () => {
    expect(writeDay(null, "friday", hours(18, 26))).toEqual({ friday: at("18:00", "2:00") });
    expect(writeDay(null, "friday", wholeDay)).toEqual({ friday: at("0:00", "24:00") });
  });
  it("reads back every range on the grid as it was written", () => {
    for (let from = 0; from < 1440; from += step) {
      for (let to = from + step; to <= (from === 0 ? 1440 : from + 1440 - step); to += step) {
        expect(readDay((writeDay(null, "monday", { from, to }) as { monday: JsonValue }).monday)).toEqual({
          kind: "open",
          range: { from, to },
        });
      }
    }
  });
});

describe("putting a day back", () => {
  const base: JsonValue = { monday: { ...(at("9:00", "17:00") as object), room: "B2" }, tuesday: null };
  it("is no change at all, whether the day was open or closed", () => {
    const closed = changeDay(base, base, "monday", undefined);
    expect(changeDay(closed, base, "monday", hours(9, 17))).toEqual(base);
    const opened = changeDay(base, base, "tuesday", hours(9, 17));
    expect(changeDay(opened, base, "tuesday", undefined)).toEqual(base);
  });
  it("is no change where no hours were stored at all", () => {
    expect(changeDay({ monday: at("9:00", "17:00") }, null, "monday", undefined)).toBeNull();
  });
});

describe("copying", () => {
  const stored = { monday: at("9:00", "17:00"), tuesday: { ...(at("8:00", "9:00") as object), room: "B2" } };
  it("gives other days the same hours and keeps what they hold beside them", () => {
    expect(copyDay(stored, null, "monday", ["tuesday", "saturday"])).toEqual({
      monday: at("9:00", "17:00"),
      tuesday: { ...(at("9:00", "17:00") as object), room: "B2" },
      saturday: at("9:00", "17:00"),
    });
  });
  it("copies being closed, too", () => {
    expect(copyDay(stored, null, "sunday", ["monday"])).toEqual({ tuesday: stored.tuesday });
  });
  it("never spreads hours that cannot be read", () => {
    const odd = { monday: "?", tuesday: at("9:00", "17:00") };
    expect(copyDay(odd, null, "monday", ["tuesday"])).toBe(odd);
  });
  it("fills a week from a template and closes the days it leaves out", () => {
    expect(fillWeek(stored, null, { sunday: wholeDay })).toEqual({ sunday: at("0:00", "24:00") });
  });
});

describe("dragging", () => {
  it("paints in both directions and snaps to quarters of an hour", () => {
    expect(paint(541, 1049, 15)).toEqual({ from: 540, to: 1050 });
    expect(paint(1049, 541, 15)).toEqual({ from: 540, to: 1050 });
    expect(paint(541, 1047, 5)).toEqual({ from: 540, to: 1045 });
  });
  it("never paints nothing, and never past the day", () => {
    expect(paint(600, 600, 15)).toEqual({ from: 600, to: 615 });
    expect(paint(1440, 1600, 15)).toEqual({ from: 1425, to: 1440 });
    expect(paint(30, -200, 15)).toEqual({ from: 0, to: 30 });
  });
  it("moves hours without changing how long they are, and keeps them on their day", () => {
    expect(move(hours(9, 17), 610, 15)).toEqual({ from: 615, to: 1095 });
    expect(move(hours(9, 17), 1300, 15)).toEqual(hours(16, 24));
    expect(move(hours(9, 17), -90, 15)).toEqual(hours(0, 8));
  });
  it("lets a night shift move and stay one", () => {
    expect(move(hours(18, 26), 19 * 60, 15)).toEqual(hours(19, 27));
    expect(move(hours(18, 26), 2000, 15)).toEqual({ from: 1425, to: 1425 + 480 });
  });
  it("never lets an edge pass the other", () => {
    expect(resizeStart(hours(9, 17), 1200, 15)).toEqual({ from: 1005, to: 1020 });
    expect(resizeEnd(hours(9, 17), 100, 15)).toEqual({ from: 540, to: 555 });
  });
  it("lets the end go past midnight, and never as far as its own start", () => {
    expect(resizeEnd(hours(18, 22), 26 * 60 + 4, 15)).toEqual(hours(18, 26));
    expect(resizeEnd(hours(18, 22), 4000, 15)).toEqual({ from: 1080, to: 1080 + 1425 });
    expect(resizeStart(hours(18, 26), 0, 15)).toEqual({ from: 135, to: 26 * 60 });
  });
  it("ends a day that begins at midnight at midnight at the latest", () => {
    expect(resizeEnd(hours(0, 12), 1500, 15)).toEqual(wholeDay);
  });
  it("finds the next stop from between two", () => {
    expect([
      nextStop(547, 1, 15),
      nextStop(547, -1, 15),
      nextStop(540, 1, 15),
      nextStop(540, -1, 15),
    ]).toEqual([555, 540, 555, 525]);
  });
  it("keeps every result a range that can be stored, whatever is dragged where", () => {
    for (let from = 0; from < 1440; from += 45) {
      for (const length of [15, 480, 1080, 1425]) {
        const range = { from, to: from + length };
        for (let minute = -300; minute <= 3000; minute += 95) {
          for (const next of [
            move(range, minute, 15),
            resizeStart(range, minute, 15),
            resizeEnd(range, minute, 15),
          ]) {
            const fine =
              next.from >= 0 && next.from < 1440 && next.to > next.from && next.to - next.from <= 1440;
            expect({ range, minute, next, fine }).toEqual({ range, minute, next, fine: true });
          }
        }
      }
    }
  });
  it("joins two ranges into the one that holds both", () => {
    expect(span(hours(9, 12), hours(18, 20))).toEqual(hours(9, 20));
  });
});

describe("counting", () => {
  it("counts a night shift on the day it begins, and leaves out what cannot be read", () => {
    const week = readWeek({ monday: at("9:00", "17:30"), friday: at("18:00", "2:00"), sunday: "?" });
    expect(week && totalOf(week)).toEqual({ minutes: 990, openDays: 2, unreadableDays: 1 });
  });
  it("goes round the week", () => {
    expect([dayAfter("sunday"), dayBefore("monday"), dayAfter("monday")]).toEqual([
      "monday",
      "sunday",
      "tuesday",
    ]);
  });
});
