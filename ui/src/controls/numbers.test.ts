import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberText, readNumber } from "./numbers";

const languages = ["en", "es", "nl"];

describe("a number that is typed", () => {
  it.each([
    ["1.25", 1.25],
    ["1,25", 1.25],
    ["0.9", 0.9],
    ["0,9", 0.9],
    [".5", 0.5],
    ["0.125", 0.125],
    ["0,125", 0.125],
    ["-3", -3],
    ["−3", -3],
    ["+3", 3],
    ["1e3", 1000],
    ["2.5E-2", 0.025],
    ["1.250.000", 1_250_000],
    ["1,250,000", 1_250_000],
    ["1.250,5", 1250.5],
    ["1,250.5", 1250.5],
    ["1 250", 1250],
    ["1\u00a0250,5", 1250.5],
    ["1’250", 1250],
    [" 7 ", 7],
    ["007", 7],
    ["-0", 0],
    ["1.10", 1.1],
    ["", null],
  ])("is what was meant in every language: %s", (text, value) => {
    for (const language of languages) {
      expect(readNumber(text, language), language).toEqual({ value });
    }
  });

  it.each([
    "1.",
    "1,",
    "-",
    ".",
    "1e",
    "1..2",
    "1.2.3",
    "1,25,3",
    "1.250,5,0",
    "12 34",
    "one",
    "1 2",
    "0x10",
    "1.5.",
    "Infinity",
  ])("that is none, or none yet, is never read as another: %s", (text) => {
    for (const language of languages) {
      expect(readNumber(text, language), language).toMatchObject({ code: "wrongForm" });
    }
  });

  it("that can be two is asked about, not guessed", () => {
    const asked = { code: "wrongForm", context: { expected: "oneNumber", one: "1250", other: "1.250" } };
    expect(readNumber("1.250", "nl")).toEqual(asked);
    expect(readNumber("1.250", "es")).toEqual(asked);
    expect(readNumber("1,250", "en")).toEqual(asked);
    // With the sign of one's own language it is plain.
    expect(readNumber("1.250", "en")).toEqual({ value: 1.25 });
    expect(readNumber("1,250", "nl")).toEqual({ value: 1.25 });
  });

  it("that a computer would round is not taken as another", () => {
    for (const text of ["9007199254740993", "0.1234567890123456789", "1e400", "12345678901234567890"]) {
      expect(readNumber(text, "en"), text).toMatchObject({ context: { expected: "shorterNumber" } });
    }
    expect(readNumber("9007199254740992", "en")).toEqual({ value: 9007199254740992 });
  });

  it("reads back what it shows, whatever the number and the language", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
        fc.constantFrom(...languages),
        (value, language) => {
          expect(readNumber(numberText(value, language), language)).toEqual({
            value: value === 0 ? 0 : value,
          });
        },
      ),
      { numRuns: 2000 },
    );
  });
});
