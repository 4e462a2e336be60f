/**
 * Foreign texts as they are shown: what a server, a file or a colleague wrote may hold letters that nobody sees and that turn
 * the others around. What is stored and sent stays as it is; only here it becomes visible.
 */

/** Letters of a name that are shown at most; the rest is cut. */
export const longestName = 300;

/** First strong isolate and its end: what lies between them orders itself and nothing else (Unicode, annex 9). */
const isolate = "\u2068";
const isolateEnd = "\u2069";

// Everything that leaves no mark: controls, formats, separators of lines, fillers of Hangul, blank Braille, and what has no
// meaning at all.
const unseen =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u2800]|(?!\p{Variation_Selector})\p{Default_Ignorable_Code_Point}/u;
const everyUnseen = new RegExp(unseen.source, "gu");
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** What joins letters or pictures, or keeps them apart: part of writing Persian, Hindi and families of emoji. */
const joined = /[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}]/u;
const directionHints = "\u200e\u200f\u061c";
const flag = "\u{1f3f4}";

/** The sign in place of a letter that nobody would see: ␊ for a line feed, ‹U+202E› for an override of the direction. */
function sign(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  if (code < 0x20) {
    return String.fromCodePoint(0x2400 + code);
  }
  return code === 0x7f ? "\u2421" : `‹U+${code.toString(16).toUpperCase().padStart(4, "0")}›`;
}

function lastLetter(text: string): string {
  return Array.from(text.slice(-2)).at(-1) ?? "";
}

function firstLetter(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0);
}

/** Whether an unseen letter does what it is there for, so that a sign would be in the way. */
function belongs(letter: string, before: string, after: string, whole: string): boolean {
  if (letter === "\u200c" || letter === "\u200d") {
    return joined.test(lastLetter(before)) && joined.test(firstLetter(after));
  }
  if (directionHints.includes(letter)) {
    return rightToLeft.test(whole);
  }
  const code = letter.codePointAt(0) ?? 0;
  return code >= 0xe0020 && code <= 0xe007f && before.includes(flag);
}

/** Isolates that all end, in order. */
function areBalanced(text: string): boolean {
  let open = 0;
  for (const letter of text) {
    open += /[\u2066-\u2068]/.test(letter) ? 1 : letter === isolateEnd ? -1 : 0;
    if (open < 0) {
      return false;
    }
  }
  return open === 0;
}

function visible(text: string, keeps: (letter: string) => boolean): string {
  if (!unseen.test(text)) {
    return text;
  }
  return text.replace(everyUnseen, (letter, at: number) =>
    keeps(letter) || belongs(letter, text.slice(0, at), text.slice(at + letter.length), text)
      ? letter
      : sign(letter),
  );
}

/** Whether nothing of a text can be seen. */
export function isBlank(text: string): boolean {
  return text.replace(everyUnseen, "").replace(/[\p{Z}\p{M}\s]/gu, "") === "";
}

/** A foreign name on one line; the placeholder where nothing of it can be seen. */
export function shownName(name: string, placeholder = ""): string {
  if (isBlank(name)) {
    return placeholder;
  }
  const cut =
    name.length <= longestName
      ? name
      : `${Array.from(name.slice(0, 2 * longestName))
          .slice(0, longestName)
          .join("")}…`;
  return visible(cut, () => false);
}

/** A text without the letters that nobody sees: for names that the program itself proposes. */
export function withoutUnseen(text: string): string {
  return text.replace(everyUnseen, (letter, at: number) =>
    belongs(letter, text.slice(0, at), text.slice(at + letter.length), text) ? letter : "",
  );
}

/** A foreign text of several lines. */
export function shownText(text: string): string {
  const keepsIsolates = areBalanced(text);
  return visible(
    text,
    (letter) => /[\n\t]/.test(letter) || (keepsIsolates && /[\u2066-\u2069]/.test(letter)),
  );
}

/** A foreign text within a sentence: what is written from right to left turns nothing around it. */
export function shownWithin(text: string): string {
  const shown = shownText(text);
  return rightToLeft.test(shown) && !shown.startsWith(isolate) ? `${isolate}${shown}${isolateEnd}` : shown;
}
