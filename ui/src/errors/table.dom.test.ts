import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type CallboardError, CallboardFailure, type ErrorCode } from "../bridge";
import { isMessageId, speak } from "../i18n";
import { describeError } from "./describe";
import { handling } from "./table";

/** Every code that the bindings name: a union of string literals. */
function codesOfBindings(): string[] {
  const bindings = readFileSync("src/bridge/bindings.ts", "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  const union = /export type ErrorCode =([\s\S]*?);/.exec(bindings)?.[1] ?? "";
  return [...union.matchAll(/"(\w+)"/g)].map((match) => match[1] ?? "").sort();
}

function failure(code: ErrorCode, more: Partial<CallboardError> = {}): CallboardFailure {
  return new CallboardFailure({
    code,
    system: "bird",
    operation: "updateAgent",
    status: 503,
    field: null,
    retryAfterSeconds: null,
    requestId: "req_1",
    detail: "upstream",
    context: {},
    ...more,
  });
}

describe("the table of errors", () => {
  const codes = codesOfBindings();

  it("knows every code of the core, so that nobody reads a bare code", () => {
    expect(codes.length).toBeGreaterThan(30);
    expect(Object.keys(handling).sort()).toEqual(codes);
  });

  it.each(codes)("says what happened, what it means and what to do for %s", (code) => {
    for (const part of ["title", "meaning", "action"]) {
      expect(isMessageId(`error.${code}.${part}`), `error.${code}.${part}`).toBe(true);
    }
  });

  it.each(["en", "es", "nl"] as const)("leaves no placeholder unfilled in %s", (language) => {
    speak(language);
    for (const code of Object.keys(handling) as ErrorCode[]) {
      const { title, meaning, action } = describeError(failure(code));
      expect(`${title} ${meaning} ${action}`, code).not.toMatch(/[{}]|undefined|\[object/);
    }
    speak("en");
  });
});

describe("an error in words", () => {
  it("gives sizes as people read them", () => {
    const described = describeError(failure("uploadTooLarge", { context: { maximum: "5000000" } }));
    expect(described.meaning).toContain("5 MB");
  });

  it("calls a recording that is not read by its name, and says what to do", () => {
    const gsm = describeError(failure("notASound", { context: { format: "GSM" } }));
    expect(gsm.title).toContain("GSM");
    expect(gsm.action).toContain("WAV");
    const many = { channels: "40", maximumChannels: "8" };
    expect(describeError(failure("notASound", { context: many })).meaning).toContain("40");
    const fast = { sampleRate: "2147483647", maximumSampleRate: "192000" };
    expect(describeError(failure("notASound", { context: fast })).meaning).toContain("192000");
  });

  it("says of a picture that is cut off that its end is missing", () => {
    const cut = describeError(failure("notAPicture", { context: { fault: "cutOff" } }));
    expect(cut.title).toContain("cut off");
    const inks = describeError(failure("notAPicture", { context: { format: "JPEG (lossless)" } }));
    expect(inks.title).toContain("JPEG (lossless)");
  });

  it("says of a sound that is too large what would make it fit", () => {
    const context = { maximum: "709960", media: "sound" };
    expect(describeError(failure("uploadTooLarge", { context })).action).toContain("8 kHz");
    expect(describeError(failure("uploadTooLarge")).action).toBe("Choose a smaller file.");
  });

  it("calls a picture that cannot be opened a picture, not something else", () => {
    const other = describeError(failure("notAPicture", { context: { format: "avif" } }));
    expect(other.title).toBe("AVIF pictures can't be opened here");
    expect(describeError(failure("notAPicture")).title).toBe("This is not a picture");
  });

  it("keeps the facts support asks for, folded away", () => {
    const { technical, title } = describeError(failure("systemFault"));
    expect(technical).toContain("status: 503");
    expect(technical).toContain("request: req_1");
    expect(title).not.toContain("503");
  });

  it("calls a code it does not know a fault of the program instead of showing nothing", () => {
    const odd = failure("brandNewCode" as ErrorCode);
    expect(describeError(odd).code).toBe("internal");
    expect(describeError(odd).technical).toContain("brandNewCode");
  });

  it("never shows [object Object] for what is no error of the core", () => {
    expect(describeError(new TypeError("x is not a function")).technical).toContain("x is not a function");
    expect(describeError({ odd: true }).technical).not.toContain("[object");
  });
});
