/**
 * Typed times, whatever is typed or pasted: no exception, no endless search, no minute outside the day. A longer run:
 * `CALLBOARD_TYPED=1000000 npx vitest run src/hours/typed.fuzz.test.ts`.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDay, parseHours, parseRange, showRange, type TypedRange } from "./typed";
import { parseTime, plain, readTime } from "./typedTime";
import { dayLength } from "./week";

const runs = Number(process.env.CALLBOARD_TYPED ?? 3000);
const seed = 1;

/** What a reader of one field may take, in milliseconds; a search that goes back and forth takes minutes. */
const patience = 1000;

const words =
  "9 09 930 0900 24 12 13 0 99 : . , - – am pm a.m. h hs uur uren u o'clock horas half past to over voor kwart quarter cuarto media y con menos de la mañana tarde noche madrugada 's middags ochtends avonds noon midnight medianoche middernacht mediodía van tot from until a las las el at om closed cerrado dicht all day todo el día hele dag nine negen nueve thirty dertig treinta and en + / ; ( ) ' ’ # %".split(
    " ",
  );

const typed = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((said) => said.join(" ")),
  },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((said) => said.join("")),
  },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...words, " ", "\t", "0"),
        fc.integer({ min: 1, max: 3000 }),
        fc.constantFrom(...words),
      )
      .map(([one, times, last]) => one.repeat(times) + last),
  },
);

function judge(range: TypedRange | undefined): void {
  const ranges = range?.kind === "range" ? [range.range] : range?.kind === "asked" ? [...range.choices] : [];
  for (const { from, to } of ranges) {
    expect(Number.isInteger(from) && Number.isInteger(to), `${from} to ${to}`).toBe(true);
    expect(from >= 0 && from < dayLength && to > from && to <= from + dayLength, `${from} to ${to}`).toBe(
      true,
    );
    expect(showRange({ from, to })).toMatch(/^\d{1,2}:\d{2} – \d{1,2}:\d{2}$/);
  }
}

describe("typed times", () => {
  it("never break the field they are typed into", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(typed, typed, (one, other) => {
        const begun = performance.now();
        for (const text of [one, other]) {
          const minute = parseTime(text);
          expect(
            minute === undefined || (Number.isInteger(minute) && minute >= 0 && minute <= dayLength),
          ).toBe(true);
          readTime(plain(text));
          judge(parseHours(text));
          const day = parseDay(text);
          expect(day === undefined || typeof day.kind === "string").toBe(true);
        }
        judge(parseRange(one, other));
        expect(performance.now() - begun, "the window would stand still").toBeLessThan(patience);
      }),
      { seed, numRuns: runs },
    );
  });
});
