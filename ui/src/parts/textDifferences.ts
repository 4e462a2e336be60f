/** What differs between two texts, word by word; line by line where that would take too long. Pure. */
import { diffLines, diffWordsWithSpace } from "diff";

export type Kind = "same" | "removed" | "added";

export interface Piece {
  readonly kind: Kind;
  readonly text: string;
}

/**
 * How many words, or lines, may differ before the comparison is given up: what it costs grows with the length of the texts times
 * this. Kept low enough that texts of 20,000 words are compared in a fraction of a second.
 */
const mostWords = 1200;
const mostLines = 1500;

function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = [];
  for (const { kind, text } of pieces) {
    const last = all.at(-1);
    if (last?.kind === kind) {
      all[all.length - 1] = { kind, text: last.text + text };
    } else if (text !== "") {
      all.push({ kind, text });
    }
  }
  return all;
}

/** The last comparisons: a page that is drawn again asks for the same ones. */
const recent = new Map<string, readonly Piece[]>();
const mostRecent = 8;

export function differences(before: string, after: string): readonly Piece[] {
  const key = JSON.stringify([before, after]);
  const known = recent.get(key);
  if (known !== undefined) {
    return known;
  }
  const found = compared(before, after);
  const [oldest] = recent.keys();
  if (oldest !== undefined && recent.size >= mostRecent) {
    recent.delete(oldest);
  }
  recent.set(key, found);
  return found;
}

function compared(before: string, after: string): readonly Piece[] {
  const found =
    diffWordsWithSpace(before, after, { maxEditLength: mostWords }) ??
    diffLines(before, after, { maxEditLength: mostLines });
  if (found === undefined) {
    return joined([
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ]);
  }
  return calmed(
    found.map(({ added, removed, value }) => ({
      kind: added ? "added" : removed ? "removed" : "same",
      text: value,
    })),
  );
}

/** A lone space between two changes is part of them: nobody reads word salad. */
function calmed(pieces: readonly Piece[]): readonly Piece[] {
  const out: Piece[] = [];
  let removed = "";
  let added = "";
  const flush = () => {
    // What both end with is no change.
    const space = /\s*$/.exec(removed)?.[0] ?? "";
    const shared = removed !== "" && added.endsWith(space) ? space : "";
    const cut = (text: string) => text.slice(0, text.length - shared.length);
    out.push({ kind: "removed", text: cut(removed) }, { kind: "added", text: cut(added) });
    out.push({ kind: "same", text: shared });
    removed = "";
    added = "";
  };
  for (const [at, { kind, text }] of pieces.entries()) {
    if (kind === "removed") {
      removed += text;
    } else if (kind === "added") {
      added += text;
    } else if (/^[^\S\n]+$/.test(text) && removed !== "" && added !== "" && at < pieces.length - 1) {
      removed += text;
      added += text;
    } else {
      flush();
      out.push({ kind, text });
    }
  }
  flush();
  return joined(out);
}

/** Whether the two have anything in common that is worth pointing at. */
export function haveInCommon(pieces: readonly Piece[]): boolean {
  const length = (kind: Kind) =>
    pieces.reduce((sum, piece) => (piece.kind === kind ? sum + piece.text.trim().length : sum), 0);
  return length("same") * 4 >= Math.min(length("removed"), length("added"));
}

export type Shown = Piece | { readonly kind: "folded"; readonly text: string; readonly words: number };

/** How many words of what stayed the same are shown beside a change. */
const beside = 12;
/** What is shorter is not worth folding. */
const worthFolding = 2 * beside + 16;

/** The pieces with long stretches that stayed the same folded away. */
export function folded(pieces: readonly Piece[]): readonly Shown[] {
  return pieces.flatMap((piece, at): Shown[] => {
    if (piece.kind !== "same") {
      return [piece];
    }
    const words = piece.text.match(/\s*\S+\s*/g) ?? [];
    if (words.length <= worthFolding) {
      return [piece];
    }
    const from = at === 0 ? 0 : beside;
    const to = at === pieces.length - 1 ? words.length : words.length - beside;
    const part = (text: readonly string[]): Shown[] =>
      text.length === 0 ? [] : [{ kind: "same", text: text.join("") }];
    return [
      ...part(words.slice(0, from)),
      { kind: "folded", text: words.slice(from, to).join(""), words: to - from },
      ...part(words.slice(to)),
    ];
  });
}
