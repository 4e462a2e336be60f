import { describe, expect, it } from "vitest";
import { parseRange, parseTime, showRange, showTime, splitTyped } from "./typed";

describe("typed times", () => {
  it.each([
    ["9", 540],
    ["09", 540],
    ["9:30", 570],
    ["9.30", 570],
    ["9h30", 570],
    ["9 h", 540],
    ["0930", 570],
    ["930", 570],
    ["9pm", 1260],
    ["9 PM", 1260],
    ["9:05 a.m.", 545],
    ["930pm", 1290],
    ["12am", 0],
    ["12pm", 720],
    ["12:30am", 30],
    ["0", 0],
    ["00:00", 0],
    ["24", 1440],
    ["24:00", 1440],
    ["2400", 1440],
    ["9 uur", 540],
    ["9u", 540],
    [" 17:45 ", 1065],
  ])("understands %s", (typed, minutes) => {
    expect(parseTime(typed)).toBe(minutes);
  });
  it.each(["", "x", "25", "9:60", "24:30", "13pm", "0am", "9m", "9:3", "12345", "-1", "9:30:00", "1e2"])(
    "does not guess at %s",
    (typed) => {
      expect(parseTime(typed)).toBeUndefined();
    },
  );
  it("takes an end before the start for the next day", () => {
    expect(parseRange("18", "2")).toEqual({ kind: "range", range: { from: 1080, to: 1560 } });
  });
  it("takes midnight at the end as 0 or as 24", () => {
    expect(parseRange("18", "0")).toEqual(parseRange("18", "24"));
  });
  it("says which of the two is wrong, and why", () => {
    expect(parseRange("nine", "17")).toEqual({ kind: "refused", field: "from", why: "notATime" });
    expect(parseRange("9", "")).toEqual({ kind: "refused", field: "to", why: "notATime" });
    expect(parseRange("9", "9:00")).toEqual({ kind: "refused", field: "to", why: "same" });
    expect(parseRange("24", "9")).toEqual({ kind: "refused", field: "from", why: "late" });
  });
  it("takes both times from one field", () => {
    expect(splitTyped("9-17:30")).toEqual(["9", "17:30"]);
    expect(splitTyped("9 to 5pm")).toEqual(["9", "5pm"]);
    expect(splitTyped("9")).toBeUndefined();
  });
  it("shows what it understood in a form it understands", () => {
    for (let minute = 0; minute <= 1440; minute += 5) {
      expect(parseTime(showTime(minute))).toBe(minute);
    }
    expect(showRange({ from: 1080, to: 1560 })).toBe("18:00 – 2:00");
  });
});
