import { describe, expect, it } from "vitest";
import { parseDay, parseHours, parseRange, parseTime, showRange, showTime, splitTyped } from "./typed";

const refused = undefined;

/** Rows of a language: what is typed, and the minute of the day it means. */
type Rows = readonly (readonly [string, string | undefined])[];

const english: Rows = [
  ["9", "9:00"],
  ["09", "9:00"],
  ["0900", "9:00"],
  ["900", "9:00"],
  ["9:30", "9:30"],
  ["9.30", "9:30"],
  ["0930", "9:30"],
  ["9am", "9:00"],
  ["9 AM", "9:00"],
  ["9 a.m.", "9:00"],
  ["9a", "9:00"],
  ["9pm", "21:00"],
  ["9 p.m.", "21:00"],
  ["9:30 pm", "21:30"],
  ["9.30pm", "21:30"],
  ["930pm", "21:30"],
  ["12am", "0:00"],
  ["12pm", "12:00"],
  ["12:30am", "0:30"],
  ["12:30 pm", "12:30"],
  ["noon", "12:00"],
  ["midday", "12:00"],
  ["midnight", "0:00"],
  ["0", "0:00"],
  ["00:00", "0:00"],
  ["24", "24:00"],
  ["24:00", "24:00"],
  ["2400", "24:00"],
  ["9 o'clock", "9:00"],
  ["9 o’clock", "9:00"],
  ["at 9", "9:00"],
  ["nine", "9:00"],
  ["half past 9", "9:30"],
  ["half past nine", "9:30"],
  ["quarter past 9", "9:15"],
  ["quarter to nine", "8:45"],
  ["ten to 9", "8:50"],
  ["9 in the morning", "9:00"],
  ["9 in the evening", "21:00"],
  ["2 in the afternoon", "14:00"],
  ["2 at night", "2:00"],
  ["11 at night", "23:00"],
  ["", refused],
  ["x", refused],
  ["25", refused],
  ["9:60", refused],
  ["24:30", refused],
  ["24:01", refused],
  ["13pm", refused],
  ["0am", refused],
  ["0 in the morning", refused],
  ["half nine", refused],
  ["9m", refused],
  ["9:3", refused],
  ["12345", refused],
  ["-1", refused],
  ["9:30:00", refused],
  ["1e2", refused],
  ["9 sharpish", refused],
  ["nine thirty", "9:30"],
  ["nine oh five", "9:05"],
  ["nine five", refused],
  ["nine fifteen pm", "21:15"],
  ["twenty-one", "21:00"],
  ["twenty one thirty", "21:30"],
  ["a quarter past nine", "9:15"],
  ["twenty-five past 9", "9:25"],
  ["quarter of nine", "8:45"],
  ["12 noon", "12:00"],
  ["12 midnight", "0:00"],
  ["nine o’clock in the evening", "21:00"],
  ["in the evening at 9", "21:00"],
  ["noonish", refused],
];

const spanish: Rows = [
  ["9", "9:00"],
  ["9h", "9:00"],
  ["9 h", "9:00"],
  ["17h30", "17:30"],
  ["17 h 30", "17:30"],
  ["17:30h", "17:30"],
  ["17.30", "17:30"],
  ["1730", "17:30"],
  ["9 horas", "9:00"],
  ["las 9", "9:00"],
  ["a las 9", "9:00"],
  ["a la una", "1:00"],
  ["las nueve", "9:00"],
  ["las 9 y media", "9:30"],
  ["9 y media", "9:30"],
  ["las nueve y media", "9:30"],
  ["las 9 y cuarto", "9:15"],
  ["las 10 menos cuarto", "9:45"],
  ["diez menos veinte", "9:40"],
  ["las 9 y 10", "9:10"],
  ["9 de la mañana", "9:00"],
  ["9 de la manana", "9:00"],
  ["las 9 de la mañana", "9:00"],
  ["9:30 de la noche", "21:30"],
  ["5 de la tarde", "17:00"],
  ["cinco de la tarde", "17:00"],
  ["las 5 y media de la tarde", "17:30"],
  ["9 de la noche", "21:00"],
  ["12 de la noche", "0:00"],
  ["12 del mediodía", "12:00"],
  ["2 de la madrugada", "2:00"],
  ["12 de la madrugada", "0:00"],
  ["17 de la tarde", "17:00"],
  ["12 de la mañana", "12:00"],
  ["las doce y media de la mañana", "12:30"],
  ["12 del día", "12:00"],
  ["21 hs", "21:00"],
  ["21 hs.", "21:00"],
  ["9,30 h", "9:30"],
  ["veintiuna horas", "21:00"],
  ["las veintidós treinta", "22:30"],
  ["nueve y treinta y cinco", "9:35"],
  ["cuarto para las 9", "8:45"],
  ["un cuarto para las nueve", "8:45"],
  ["por la tarde a las 5", "17:00"],
  ["dieciocho", "18:00"],
  ["mediodía", "12:00"],
  ["mediodia", "12:00"],
  ["MEDIODÍA", "12:00"],
  ["medianoche", "0:00"],
  ["9 a. m.", "9:00"],
  ["9 p. m.", "21:00"],
  ["9 p.m.", "21:00"],
  ["24h", "24:00"],
  ["0h", "0:00"],
  ["9 en punto", "9:00"],
  ["17 de la mañana", refused],
  ["25h", refused],
  ["9h60", refused],
  ["9 y", refused],
  ["y media", refused],
  ["menos cuarto", refused],
  ["las", refused],
  ["mañana", refused],
  ["9 de la", refused],
  ["9 y nueve mil", refused],
  ["24h30", refused],
  ["0 menos cuarto", refused],
  ["9 y 60", refused],
];

const dutch: Rows = [
  ["9", "9:00"],
  ["9u", "9:00"],
  ["9 u", "9:00"],
  ["9u30", "9:30"],
  ["9 uur", "9:00"],
  ["9.30 uur", "9:30"],
  ["9:30 uur", "9:30"],
  ["0930", "9:30"],
  ["om 9 uur", "9:00"],
  ["negen uur", "9:00"],
  ["negen", "9:00"],
  ["half 9", "8:30"],
  ["half negen", "8:30"],
  ["half één", "0:30"],
  ["half een", "0:30"],
  ["half 1", "0:30"],
  ["half twaalf", "11:30"],
  ["kwart over 9", "9:15"],
  ["kwart over negen", "9:15"],
  ["kwart voor 9", "8:45"],
  ["tien over 9", "9:10"],
  ["10 over 9", "9:10"],
  ["5 minuten over 9", "9:05"],
  ["vijf voor negen", "8:55"],
  ["vijf voor half negen", "8:25"],
  ["5 over half 9", "8:35"],
  ["half 9 's avonds", "20:30"],
  ["kwart over 5 's middags", "17:15"],
  ["9 uur 's ochtends", "9:00"],
  ["9 uur ’s avonds", "21:00"],
  ["2 uur 's nachts", "2:00"],
  ["12 uur 's nachts", "0:00"],
  ["12 uur 's middags", "12:00"],
  ["negen uur dertig", "9:30"],
  ["9 uur 30", "9:30"],
  ["eenentwintig uur", "21:00"],
  ["drieëntwintig uur", "23:00"],
  ["achttien uur vijfenveertig", "18:45"],
  ["kwart voor half 9", "8:15"],
  ["'s avonds om half negen", "20:30"],
  ["9u 's namiddags", "21:00"],
  ["5u nm", "17:00"],
  ["9u vm", "9:00"],
  ["9.00 u.", "9:00"],
  ["middag", "12:00"],
  ["middernacht", "0:00"],
  ["24 uur", "24:00"],
  ["24:00", "24:00"],
  ["0 uur", "0:00"],
  ["21 uur 's avonds", "21:00"],
  ["17u", "17:00"],
  ["1730", "17:30"],
  ["half", refused],
  ["half 13", refused],
  ["half 0", refused],
  ["kwart", refused],
  ["kwart over", refused],
  ["kwart voor 0", refused],
  ["kwart over 25", refused],
  ["25 uur", refused],
  ["9u60", refused],
  ["9 uurtje", refused],
  ["half nine", refused],
  ["twintig over half 9", refused],
  ["'s avonds", refused],
  ["13 uur 's ochtends", refused],
];

function meant(typed: string): string | undefined {
  const minutes = parseTime(typed);
  return minutes === undefined ? undefined : showTime(minutes);
}

describe.each([
  ["English", english],
  ["Spanish", spanish],
  ["Dutch", dutch],
] as const)("times typed in %s", (_language, rows) => {
  it.each(rows)("%s", (typed, time) => {
    expect(meant(typed)).toBe(time);
  });
});

describe("typed hours", () => {
  it.each([
    ["9-17", "9:00 – 17:00"],
    ["9-17:30", "9:00 – 17:30"],
    ["9:00–17:30", "9:00 – 17:30"],
    ["9:00 — 17:30", "9:00 – 17:30"],
    ["0900-1730", "9:00 – 17:30"],
    ["9 to 5", "9:00 – 17:00"],
    ["from 9 to 5", "9:00 – 17:00"],
    ["7 to 7", "7:00 – 19:00"],
    ["9 to 5pm", "9:00 – 17:00"],
    ["9am - 5pm", "9:00 – 17:00"],
    ["9am until noon", "9:00 – 12:00"],
    ["quarter to 9 to 5pm", "8:45 – 17:00"],
    ["de 9 a 17", "9:00 – 17:00"],
    ["de 9h a 17h30", "9:00 – 17:30"],
    ["desde las 9 hasta las 17", "9:00 – 17:00"],
    ["de 9 de la mañana a 5 de la tarde", "9:00 – 17:00"],
    ["de las 9 a las 17", "9:00 – 17:00"],
    ["van 9 tot 17", "9:00 – 17:00"],
    ["van half negen tot kwart over vijf 's middags", "8:30 – 17:15"],
    ["9u tot 17u30", "9:00 – 17:30"],
    ["22-6", "22:00 – 6:00"],
    ["10 to 12", "10:00 – 12:00"],
    ["18 to midnight", "18:00 – 24:00"],
    ["0-24", "0:00 – 24:00"],
    ["midnight to midnight", "0:00 – 24:00"],
    ["12 to 12", "12:00 – 24:00"],
    ["1-5pm", "13:00 – 17:00"],
    ["01-05 pm", "13:00 – 17:00"],
    ["2 to 6pm", "14:00 – 18:00"],
    ["9:30-12pm", "9:30 – 12:00"],
    ["9-5pm", "9:00 – 17:00"],
    ["10-11pm", "22:00 – 23:00"],
    ["9am-5", "9:00 – 17:00"],
    ["10am-11", "10:00 – 11:00"],
    ["10pm-6", "22:00 – 6:00"],
    ["6-2am", "18:00 – 2:00"],
    ["7 to 7pm", "7:00 – 19:00"],
    ["noon to 6", "12:00 – 18:00"],
    ["nine to five", "9:00 – 17:00"],
    ["nine thirty to half past five", "9:30 – 17:30"],
    ["nine-five", "9:00 – 17:00"],
    ["between 9 and 5", "9:00 – 17:00"],
    ["afternoons 1-5", "13:00 – 17:00"],
    ["8:30-5", "8:30 – 17:00"],
    ["9-5:30", "9:00 – 17:30"],
    ["quarter to 9 to 5", "8:45 – 17:00"],
    ["10 to 9 to 5", "8:50 – 17:00"],
    ["twenty-two to six", "22:00 – 6:00"],
    ["de 4 a 8 de la tarde", "16:00 – 20:00"],
    ["de cuatro a ocho de la tarde", "16:00 – 20:00"],
    ["por la tarde, de 4 a 8", "16:00 – 20:00"],
    ["de 9 a 2 de la tarde", "9:00 – 14:00"],
    ["de 9 a 12 de la mañana", "9:00 – 12:00"],
    ["de 8 a 12 de la noche", "20:00 – 24:00"],
    ["de 10 de la noche a 2 de la madrugada", "22:00 – 2:00"],
    ["de 9 a 18 hs", "9:00 – 18:00"],
    ["de nueve a cinco", "9:00 – 17:00"],
    ["de nueve y media a seis menos cuarto", "9:30 – 17:45"],
    ["entre las 9 y media y las 5", "9:30 – 17:00"],
    ["van 1 tot 5 's middags", "13:00 – 17:00"],
    ["'s middags van 1 tot 5", "13:00 – 17:00"],
    ["van 7 tot 9 's avonds", "19:00 – 21:00"],
    ["half 9 tot 5", "8:30 – 17:00"],
    ["half 9 tot half 6", "8:30 – 17:30"],
    ["half negen tot half zes", "8:30 – 17:30"],
    ["kwart voor 9 tot 5", "8:45 – 17:00"],
    ["negen tot vijf", "9:00 – 17:00"],
    ["tussen 9 en 5", "9:00 – 17:00"],
    ["9 t/m 17 uur", "9:00 – 17:00"],
    ["9 uur tot 5 uur", "9:00 – 17:00"],
    ["9.00 u. - 17.30 u.", "9:00 – 17:30"],
    ["0-10", "0:00 – 10:00"],
    ["21-2", "21:00 – 2:00"],
    ["18:00-23:59", "18:00 – 23:59"],
  ])("%s", (typed, shown) => {
    const hours = parseHours(typed);
    expect(hours?.kind === "range" ? showRange(hours.range) : hours).toBe(shown);
  });
  it.each(["9", "", "-", "9-", "-17", "9-12-17", "Monday", "9 17"])("does not take %s for hours", (typed) => {
    expect(parseHours(typed)?.kind).not.toBe("range");
  });
  it.each([
    ["2-6", "14:00 – 18:00", "2:00 – 6:00"],
    ["one to five", "13:00 – 17:00", "1:00 – 5:00"],
    ["van 2 tot 6", "14:00 – 18:00", "2:00 – 6:00"],
    ["half 1 tot 5", "12:30 – 17:00", "0:30 – 5:00"],
    ["5-1", "17:00 – 1:00", "5:00 – 13:00"],
    ["5 tot 18:00", "17:00 – 18:00", "5:00 – 18:00"],
    ["9:00-5:00", "9:00 – 17:00", "9:00 – 5:00"],
    ["09:00-05:00", "9:00 – 17:00", "9:00 – 5:00"],
    ["13-5", "13:00 – 17:00", "13:00 – 5:00"],
  ])("asks whether %s is %s or %s", (typed, likelier, other) => {
    const hours = parseHours(typed);
    expect(hours?.kind === "asked" && hours.choices.map(showRange)).toEqual([likelier, other]);
  });
  it("makes no night of more than twelve hours of what could be an afternoon without asking", () => {
    const spellings = (hour: number) => [`${hour}`, `${hour}:30`, `half ${hour}`, `${hour} uur`];
    for (const from of spellings(9).concat(spellings(1), spellings(12))) {
      for (const to of spellings(5).concat(spellings(8), "5pm")) {
        const hours = parseHours(`${from} tot ${to}`);
        const most = hours?.kind === "range" ? hours.range.to - hours.range.from : 0;
        expect(most, `${from} tot ${to}`).toBeLessThanOrEqual(720);
      }
    }
  });
  it.each([
    "9 a 14 y 16 a 20",
    "9h-13h / 15h-19h",
    "9-12, 1-5",
    "9 to 12 and 1 to 5",
    "van 8 tot 12 en van 13 tot 17",
    "9-12 13-17",
  ])("takes nothing of %s, which is two stretches", (typed) => {
    const several = { kind: "refused", field: "from", why: "several" };
    expect(parseHours(typed)).toEqual(several);
    expect(parseRange(typed, "")).toEqual(several);
    expect(parseDay(typed)).toBeUndefined();
  });
  it.each(["midnight", "12am", "24", "0", "medianoche", "middernacht"])("ends with the day at %s", (end) => {
    expect(parseRange("9", end)).toEqual({ kind: "range", range: { from: 540, to: 1440 } });
  });
  it("takes both times out of the first field alone", () => {
    expect(parseRange("1-5pm", "")).toEqual({ kind: "range", range: { from: 780, to: 1020 } });
    expect(parseRange("9", "5"), "an office day in two fields becomes a night").toEqual(
      parseRange("9-5", ""),
    );
  });
  it("says which of the two times in one field is none", () => {
    expect(parseHours("9-25")).toEqual({ kind: "refused", field: "to", why: "notATime" });
    expect(parseHours("x-17")).toEqual({ kind: "refused", field: "from", why: "notATime" });
    expect(parseHours("24-9")).toEqual({ kind: "refused", field: "from", why: "late" });
    expect(parseHours("9:00-9:00")).toEqual({ kind: "refused", field: "to", why: "same" });
  });
  it("takes an end before the start for the next day", () => {
    expect(parseRange("18", "2")).toEqual({ kind: "range", range: { from: 1080, to: 1560 } });
  });
  it("takes midnight at the end as 0, as 24 and as a word", () => {
    expect(parseRange("18", "0")).toEqual(parseRange("18", "24"));
    expect(parseRange("18", "medianoche")).toEqual(parseRange("18", "24"));
  });
  it("says which of two fields is wrong, and why", () => {
    expect(parseRange("never", "17")).toEqual({ kind: "refused", field: "from", why: "notATime" });
    expect(parseRange("9", "")).toEqual({ kind: "refused", field: "to", why: "notATime" });
    expect(parseRange("9", "9:00")).toEqual({ kind: "refused", field: "to", why: "same" });
    expect(parseRange("24", "9")).toEqual({ kind: "refused", field: "from", why: "late" });
  });
  it("takes both times from one field", () => {
    expect(splitTyped("9-17:30")).toEqual(["9", "17:30"]);
    expect(splitTyped("9 to 5pm")).toEqual(["9", "5pm"]);
    const office = splitTyped("9 to 5") ?? ["", ""];
    expect(parseRange(...office), "an office day becomes a night of twenty hours").toEqual({
      kind: "range",
      range: { from: 540, to: 1020 },
    });
    expect(splitTyped("9")).toBeUndefined();
  });
});

describe("a typed day", () => {
  it.each(["24h", "24 hours", "all day", "todo el día", "hele dag", "24/7"])(
    "%s is the whole day",
    (typed) => {
      expect(parseDay(typed)).toEqual({ kind: "allDay" });
    },
  );
  it.each(["closed", "Cerrado", "gesloten", "dicht", "–"])("%s is closed", (typed) => {
    expect(parseDay(typed)).toEqual({ kind: "closed" });
  });
  it("is hours, or nothing", () => {
    expect(parseDay("9-17")).toEqual({ kind: "hours", range: { from: 540, to: 1020 } });
    expect(parseDay("9")).toBeUndefined();
    expect(parseDay("perhaps")).toBeUndefined();
  });
});

describe("shown times", () => {
  it("are understood when they are typed", () => {
    for (let minute = 0; minute <= 1440; minute += 1) {
      expect(parseTime(showTime(minute))).toBe(minute);
    }
    expect(showRange({ from: 1080, to: 1560 })).toBe("18:00 – 2:00");
  });
});
