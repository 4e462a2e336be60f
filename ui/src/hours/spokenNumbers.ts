/** Numbers from 0 to 59 in English, Spanish and Dutch words, as they stand in times of day. Pure. */

const units = {
  english: "one two three four five six seven eight nine".split(" "),
  spanish: "uno dos tres cuatro cinco seis siete ocho nueve".split(" "),
  dutch: "een twee drie vier vijf zes zeven acht negen".split(" "),
} as const;

/** In order from 10 on. */
const teens = [
  "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
  "diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve",
  "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
].map((words) => words.split(" "));

const tens = [
  "twenty thirty forty fifty",
  "veinte treinta cuarenta cincuenta",
  "twintig dertig veertig vijftig",
].map((words) => words.split(" "));

/** What is one word. */
const words: ReadonlyMap<string, number> = new Map([
  ...Object.values(units).flatMap((names) => names.map((name, at) => [name, at + 1] as const)),
  ...teens.flatMap((names) => names.map((name, at) => [name, at + 10] as const)),
  ...tens.flatMap((names) => names.map((name, at) => [name, (at + 2) * 10] as const)),
  ["una", 1],
  ["zero", 0],
  ["cero", 0],
  ["nul", 0],
  ...[...units.spanish, "una"].map((name, at) => [`veinti${name}`, 20 + (at === 9 ? 1 : at + 1)] as const),
  ...units.dutch.flatMap((name, unit) =>
    (tens[2] ?? []).map((ten, at) => [`${name}en${ten}`, (at + 2) * 10 + unit + 1] as const),
  ),
]);

const english = new RegExp(`\\b(${tens[0]?.join("|")})[ -](${units.english.join("|")})\\b`, "g");
const spanish = new RegExp(`\\b(${tens[1]?.join("|")}) y (${[...units.spanish, "una"].join("|")})\\b`, "g");

/** Half of an hour in English words is half past it to some and half before it to others. */
const englishHalf = new RegExp(
  `\\bhalf (?:${[...units.english, ...(teens[0] ?? []).slice(0, 3)].join("|")})\\b`,
);

/** What stands before a number that was written in words. */
export const spokenMark = "#";

/**
 * The text with numbers in digits, each marked as one that was said: "#9" for nine, negen and nueve. Lower case and without accents;
 * nothing where a half hour could be one of two.
 */
export function withDigits(text: string): string | undefined {
  if (englishHalf.test(text)) {
    return undefined;
  }
  const both = (_: string, ten: string, unit: string) =>
    spokenMark + String((words.get(ten) ?? 0) + (words.get(unit) ?? 0));
  return text
    .replace(english, both)
    .replace(spanish, both)
    .replace(/[a-z]+/g, (word) => {
      const number = words.get(word);
      return number === undefined ? word : spokenMark + String(number);
    });
}
