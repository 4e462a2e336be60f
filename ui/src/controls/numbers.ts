/** Numbers as people type them: with the decimal sign of their language or the other one, and never read as another number. */
import type { Finding } from "../bridge";

export type ReadNumber =
  | { readonly value: number | null }
  | { readonly code: Finding["code"]; readonly context: Readonly<Record<string, string>> };

function decimalSign(language: string): "." | "," {
  const part = new Intl.NumberFormat(language).formatToParts(1.1).find(({ type }) => type === "decimal");
  return part?.value === "," ? "," : ".";
}

/** A number for an input: the local decimal sign, no grouping, every digit. */
export function numberText(value: number | string, language: string): string {
  return String(value).replace(".", decimalSign(language));
}

const notANumber = { code: "wrongForm", context: { expected: "number" } } as const;
const grouped = (sign: string) => new RegExp(`^\\d{1,3}(?:\\${sign}\\d{3})+$`);

/** The digits with a point for the decimal sign; two readings where nobody can tell which one is meant. */
function plain(digits: string, local: "." | ","): string | readonly [string, string] | undefined {
  const signs = [...digits].filter((each) => each === "." || each === ",");
  const [first] = signs;
  if (first === undefined) {
    return digits;
  }
  const whole = (text: string, sign: string) => text.replaceAll(sign, "");
  const other = first === "." ? "," : ".";
  if (signs.includes(other)) {
    // 1.250,5: the last one is the decimal sign, the others part thousands.
    const at = digits.lastIndexOf(other);
    const before = digits.slice(0, at);
    return signs.filter((each) => each === other).length === 1 && grouped(first).test(before)
      ? `${whole(before, first)}.${digits.slice(at + 1)}`
      : undefined;
  }
  if (signs.length > 1) {
    return grouped(first).test(digits) ? whole(digits, first) : undefined;
  }
  const decimal = digits.replace(first, ".");
  return first !== local && grouped(first).test(digits) && !digits.startsWith("0")
    ? [whole(digits, first), decimal]
    : decimal;
}

/** Digits without the zeros that say nothing, and where the point stands: two texts of one number read the same. */
function canonical(text: string): string {
  const [mantissa = "", exponent = "0"] = text
    .replace(/^-/, "")
    .toLowerCase()
    .split(/e(?=[+-]?\d+$)/);
  const [before = "", after = ""] = mantissa.split(".");
  const digits = `${before}${after}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  return significant === ""
    ? "0"
    : `${significant}e${Number(exponent) - after.length + digits.length - significant.length}`;
}

/** Reads what was typed; an empty text is nothing. What is no number, or could be two, is told instead of guessed. */
export function readNumber(text: string, language: string): ReadNumber {
  const typed = text
    .trim()
    .replaceAll("−", "-")
    // Spaces and apostrophes can only part thousands.
    .replace(/(?<=\d)[\s’'](?=\d{3}(?!\d))/g, "");
  if (typed === "") {
    return { value: null };
  }
  const found = /^([+-]?)(\d[\d.,]*|[.,]\d+)(e[+-]?\d+)?$/i.exec(typed);
  const [, sign = "", digits = "", exponent = ""] = found ?? [];
  if (found === null || /[.,]$/.test(digits)) {
    return notANumber;
  }
  const read = plain(digits, decimalSign(language));
  if (read === undefined) {
    return notANumber;
  }
  const start = sign === "-" ? "-" : "";
  if (typeof read !== "string") {
    const [one, other] = read.map((each) => `${start}${each}${exponent}`);
    return { code: "wrongForm", context: { expected: "oneNumber", one: one ?? "", other: other ?? "" } };
  }
  const written = `${start}${read}${exponent}`;
  const value = Number(written);
  if (!Number.isFinite(value) || canonical(written) !== canonical(String(value))) {
    return { code: "wrongForm", context: { expected: "shorterNumber" } };
  }
  return { value: value === 0 ? 0 : value };
}
