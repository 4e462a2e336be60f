import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactJson, exactText, parseExact } from "./exact";

describe("numbers that JavaScript would change", () => {
  it("are kept while JSON is typed, and shown as the numbers they are", () => {
    const text =
      '{\n  "id": 9007199254740993,\n  "list": [\n    1e400,\n    0.1234567890123456789,\n    7\n  ]\n}';
    const value = parseExact(text);
    expect(value).toEqual({
      id: { $number: "9007199254740993" },
      list: [{ $number: "1e400" }, { $number: "0.1234567890123456789" }, 7],
    });
    expect(exactJson(value), "an id would be another one after its neighbour was typed").toBe(text);
  });

  it("are told from ordinary numbers, texts with digits and objects that only look alike", () => {
    expect(parseExact('[1, 1.0, -0, 0.1, 1e21, 9007199254740992, "9007199254740993 \\" 1e400"]')).toEqual([
      1,
      1,
      -0,
      0.1,
      1e21,
      9007199254740992,
      '9007199254740993 " 1e400',
    ]);
    expect(exactText({ $number: "12" })).toBeUndefined();
    expect(exactText({ $number: "9007199254740993", more: 1 })).toBeUndefined();
    expect(exactText({ $number: "not 9007199254740993" })).toBeUndefined();
    expect(exactText({ $number: "1152921504606846976" })).toBe("1152921504606846976");
  });

  it("do not make JSON of what is none", () => {
    for (const text of [
      "01234567890123456789",
      "[1 12345678901234567890]",
      "12345678901234567890.",
      "{1e400: 1}",
    ]) {
      expect(() => parseExact(text), text).toThrow();
    }
  });

  it("come back from the text of any value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.bigInt({ min: 2n ** 64n, max: 2n ** 80n }), (value, id) => {
        const whole = { value: JSON.parse(JSON.stringify(value)), id: { $number: `${id}1` } };
        expect(parseExact(exactJson(whole))).toEqual(whole);
      }),
    );
  });
});
