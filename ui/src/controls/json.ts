/** JSON as text: how it is shown, and where a text stops being JSON. */
import { type ParseError, parse } from "jsonc-parser";
import type { Finding, JsonForm, JsonValue } from "../bridge";
import { exactJson, exactText, parseExact } from "./exact";

export type ReadJson =
  | { readonly value: JsonValue }
  | { readonly code: Finding["code"]; readonly context: Readonly<Record<string, string>> };

export function jsonText(value: JsonValue): string {
  return value === null ? "" : exactJson(value);
}

/** Reads a text; an empty one is nothing. Lines and columns count from 1. */
export function readJson(text: string, expected: JsonForm): ReadJson {
  if (text.trim() === "") {
    return { value: null };
  }
  let value: JsonValue;
  try {
    value = parseExact(text);
  } catch {
    return { code: "notJson", context: whereItBreaks(text) };
  }
  const fits =
    expected === "any" ||
    value === null ||
    (typeof value === "object" &&
      exactText(value) === undefined &&
      Array.isArray(value) === (expected === "array"));
  return fits
    ? { value }
    : { code: "wrongForm", context: { expected: expected === "array" ? "list" : "object" } };
}

function whereItBreaks(text: string): Record<string, string> {
  // What the window's own parser says about the place differs from engine to engine.
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  const before = text.slice(0, errors[0]?.offset ?? text.length).split("\n");
  return { line: String(before.length), column: String((before.at(-1)?.length ?? 0) + 1) };
}
