import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addRange,
  minutesOfWeek,
  noRanges,
  type Ranges,
  rangesOfWeek,
  sameRanges,
  storageProblems,
  withChoice,
} from "./ranges";
import { type DayName, dayLength, days, type Range, readWeek, wholeDay } from "./week";

const hours = (from: number, to: number): Range => ({ from: from * 60, to: to * 60 });
const paintAll = (...painted: readonly (readonly [DayName, Range])[]): Ranges =>
  painted.reduce((week, [day, range]) => addRange(week, day, range), noRanges());

describe("painting", () => {
  it("makes one of ranges that overlap or touch, and two of others", () => {
    expect(paintAll(["monday", hours(9, 12)], ["monday", hours(12, 17)]).monday).toEqual([hours(9, 17)]);
    expect(paintAll(["monday", hours(9, 12)], ["monday", hours(11, 17)]).monday).toEqual([hours(9, 17)]);
    expect(paintAll(["monday", hours(14, 17)], ["monday", hours(9, 12)]).monday).toEqual([
      hours(9, 12),
      hours(14, 17),
    ]);
  });
  it("keeps a range across midnight one, and lets it swallow what it overlaps there", () => {
    const night = paintAll(["monday", hours(22, 30)]);
    expect([night.monday, night.tuesday]).toEqual([[hours(22, 30)], []]);
    const longer = addRange(night, "tuesday", hours(5, 9));
    expect([longer.monday, longer.tuesday]).toEqual([[hours(22, 33)], []]);
  });
  it("lets Sunday night go on into Monday", () => {
    const week = paintAll(["monday", hours(1, 3)], ["sunday", hours(22, 26)]);
    expect([week.sunday, week.monday]).toEqual([[hours(22, 27)], []]);
  });
  it("leaves two whole days two", () => {
    const week = paintAll(["monday", wholeDay], ["tuesday", wholeDay]);
    expect([week.monday, week.tuesday]).toEqual([[wholeDay], [wholeDay]]);
  });
  it("cuts at midnight what is longer than a day", () => {
    const week = paintAll(["monday", hours(18, 30)], ["tuesday", hours(4, 23)]);
    expect([week.monday, week.tuesday]).toEqual([[hours(18, 24)], [hours(0, 23)]]);
  });
});

describe("what a system can store", () => {
  it("proposes one span, the longer one and the first one, and says what each adds and loses", () => {
    const week = paintAll(["monday", hours(9, 12)], ["monday", hours(14, 19)]);
    expect(storageProblems(week, 1)).toEqual([
      {
        day: "monday",
        ranges: [hours(9, 12), hours(14, 19)],
        choices: [
          { kind: "join", ranges: [hours(9, 19)], added: 120, lost: 0 },
          { kind: "longer", ranges: [hours(14, 19)], added: 0, lost: 180 },
          { kind: "first", ranges: [hours(9, 12)], added: 0, lost: 300 },
        ],
      },
    ]);
    expect(storageProblems(week, 2)).toEqual([]);
  });
  it("offers each choice once, every range alone among them, and no span longer than a day", () => {
    const week = paintAll(["monday", hours(2, 8)], ["monday", hours(20, 27)]);
    expect(storageProblems(week, 1)[0]?.choices.map((each) => each.kind)).toEqual(["longer", "first"]);
    const same = paintAll(["monday", hours(8, 12)], ["monday", hours(14, 16)]);
    const choices = storageProblems(same, 1)[0]?.choices ?? [];
    expect(choices.map((each) => each.kind)).toEqual(["join", "longer", "one"]);
    expect(choices.slice(1).map((each) => each.ranges)).toEqual([[hours(8, 12)], [hours(14, 16)]]);
  });
  it("closes the shortest break where two ranges fit", () => {
    const week = paintAll(["monday", hours(8, 10)], ["monday", hours(11, 13)], ["monday", hours(17, 19)]);
    expect(storageProblems(week, 2)[0]?.choices[0]?.ranges).toEqual([hours(8, 13), hours(17, 19)]);
  });
  it("reads the ranges of stored days and leaves unreadable ones out", () => {
    const week = readWeek({ monday: { from: { hour: 18 }, to: { hour: 2 } }, tuesday: "?" });
    expect(week && rangesOfWeek(week)).toEqual({ ...noRanges(), monday: [hours(18, 26)] });
  });
});

/** An independent way: the week as 10,080 minutes that are open or not. */
const minutesInWeek = 7 * dayLength;
type Minutes = Uint8Array;

function onRing(minutes: Minutes, day: DayName, range: Range): Minutes {
  const next = Uint8Array.from(minutes);
  for (let minute = range.from; minute < range.to; minute += 1) {
    next[(days.indexOf(day) * dayLength + minute) % minutesInWeek] = 1;
  }
  return next;
}

function minutesOf(week: Ranges): Minutes {
  return days.reduce<Minutes>(
    (minutes, day) => week[day].reduce((all, range) => onRing(all, day, range), minutes),
    new Uint8Array(minutesInWeek),
  );
}

const anyDay = fc.constantFrom(...days);
const anyRange = fc
  .record({
    from: fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.constantFrom(0, 540, 1020, 1320, 1425)),
    length: fc.oneof(fc.integer({ min: 1, max: 1439 }), fc.constantFrom(15, 480, 1439)),
  })
  .map(({ from, length }): Range => ({ from, to: from + length }));
const anyStroke = fc.record({
  day: anyDay,
  range: fc.oneof(anyRange, fc.constant(wholeDay)),
});
const anyStrokes = fc.array(anyStroke, { maxLength: 14 });

function painted(strokes: readonly { day: DayName; range: Range }[]): Ranges {
  return strokes.reduce((week, { day, range }) => addRange(week, day, range), noRanges());
}

describe("any week that is painted", () => {
  it("is open in the same minutes as a week painted minute by minute", () => {
    fc.assert(
      fc.property(anyStrokes, (strokes) => {
        const minutes = strokes.reduce<Minutes>(
          (all, { day, range }) => onRing(all, day, range),
          new Uint8Array(minutesInWeek),
        );
        const week = painted(strokes);
        expect(Buffer.compare(minutesOf(week), minutes)).toBe(0);
        expect(minutesOfWeek(week)).toBe(minutes.reduce<number>((sum, open) => sum + open, 0));
      }),
      { numRuns: 300 },
    );
  });
  it("holds only ranges that can be stored, in order and apart", () => {
    fc.assert(
      fc.property(anyStrokes, (strokes) => {
        const week = painted(strokes);
        for (const day of days) {
          week[day].forEach(({ from, to }, index) => {
            expect(from >= 0 && from < dayLength && to > from).toBe(true);
            expect(to - from < dayLength || (from === 0 && to === dayLength)).toBe(true);
            expect((week[day][index + 1]?.from ?? Number.POSITIVE_INFINITY) > to).toBe(true);
          });
        }
      }),
      { numRuns: 300 },
    );
  });
  it("can be stored with any of the choices, and join never closes a painted minute", () => {
    fc.assert(
      fc.property(anyStrokes, fc.integer({ min: 1, max: 2 }), (strokes, most) => {
        const week = painted(strokes);
        for (const { day, choices } of storageProblems(week, most)) {
          expect(choices.length).toBeGreaterThan(0);
          for (const taken of choices) {
            const stored = withChoice(week, day, taken);
            expect(storageProblems(stored, most).every((left) => left.day !== day)).toBe(true);
            if (taken.kind === "join") {
              const after = minutesOf(stored);
              expect(minutesOf(week).every((open, minute) => open === 0 || after[minute] === 1)).toBe(true);
            }
          }
        }
      }),
      { numRuns: 200 },
    );
  });
  it("does not change when what is there is painted once more", () => {
    fc.assert(
      fc.property(anyStrokes, (strokes) => {
        const week = painted(strokes);
        for (const day of days) {
          for (const range of week[day]) {
            expect(sameRanges(addRange(week, day, range), week)).toBe(true);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
