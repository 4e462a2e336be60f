/**
 * Numbers to the letter. What JavaScript's numbers would change, an id beyond 2^53 or a long decimal, comes from the core as
 * `{"$number": "<as it was written>"}` and goes back as that. It is shown as the number it is, and typed as one.
 */
import type { JsonValue } from "../bridge";

const member = "$number";
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Sign, digits without zeros at either end, and power of ten: one text for every way of writing a number. */
function decimal(text: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const leading = whole.length + fraction.length - digits.length;
  const kept = digits.replace(/0+$/, "");
  return kept === "" ? "0" : `${sign}${kept}e${BigInt(whole.length - leading) + BigInt(exponent)}`;
}

/** Whether JavaScript would store another number than is written. */
function isHurt(text: string): boolean {
  const read = Number(text);
  return !Number.isFinite(read) || decimal(String(read)) !== decimal(text);
}

/** The digits of a number that came as an object; none for any other value. */
export function exactText(value: JsonValue | undefined): string | undefined {
  if (
    typeof value !== "object" ||
    value === null ||
    Array.isArray(value) ||
    Object.keys(value).length !== 1
  ) {
    return undefined;
  }
  const text = value[member];
  return typeof text === "string" && jsonNumber.test(text) && isHurt(text) ? text : undefined;
}

const tokens = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/gs;

/** `JSON.parse` that hurts no number. */
export function parseExact(text: string): JsonValue {
  const guarded = text.replace(tokens, (token) =>
    jsonNumber.test(token) && isHurt(token) ? JSON.stringify({ [member]: token }) : token,
  );
  return JSON.parse(guarded) as JsonValue;
}

/** `JSON.stringify` in lines, with numbers as they were written. */
export function exactJson(value: JsonValue): string {
  let mark = "\uE000";
  while (JSON.stringify(value).includes(mark)) {
    mark += "\uE000";
  }
  const marked = JSON.stringify(
    value,
    (_, each: JsonValue) => {
      const text = exactText(each);
      return text === undefined ? each : `${mark}${text}`;
    },
    2,
  );
  return marked.replace(new RegExp(`"${mark}([^"]*)"`, "g"), "$1");
}
