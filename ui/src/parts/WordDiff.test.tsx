import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Providers } from "../app/Providers";
import { createQueries } from "../app/queries";
import { speak } from "../i18n";
import { differences, folded, type Piece } from "./textDifferences";
import { isWorthComparing, WordDiff } from "./WordDiff";

const side = (pieces: readonly Piece[], kind: Piece["kind"]) =>
  pieces
    .filter((piece) => piece.kind === "same" || piece.kind === kind)
    .map(({ text }) => text)
    .join("");

function show(before: string, after: string) {
  speak("en");
  return render(
    <Providers client={createQueries()}>
      <WordDiff before={before} after={after} />
    </Providers>,
  );
}

describe("two texts, word by word", () => {
  it("keep every letter of both, whatever they are", () => {
    const text = fc.array(fc.constantFrom("one", "two", " ", "\n", ".", "ñ", "مرحبا", "👋"), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [before, after] = [one.join(""), other.join("")];
        const pieces = differences(before, after);
        expect(side(pieces, "removed")).toBe(before);
        expect(side(pieces, "added")).toBe(after);
        expect(
          folded(pieces)
            .map(({ text }) => text)
            .join(""),
        ).toBe(pieces.map(({ text }) => text).join(""));
      }),
    );
  });

  it("strike what was taken out and underline what was put in, and say it for those who hear it", () => {
    const { container } = show("Say hello to the caller.", "Say good morning to the caller.");
    expect(container.querySelector("del")?.textContent).toBe("removed: hello end of change ");
    expect(container.querySelector("ins")?.textContent).toBe("added: good morning end of change ");
  });

  it("fold what stayed the same, and show it when asked", async () => {
    const long = Array.from({ length: 90 }, (_, at) => `word${at}`).join(" ");
    show(`Begin ${long} end.`, `Start ${long} stop.`);
    expect(document.body.textContent).not.toContain("word45");
    await userEvent.click(screen.getByRole("button", { name: "66 unchanged words" }));
    expect(document.body.textContent).toContain("word45");
  });

  it("that have nothing in common are not made into a salad", () => {
    const one = "The quick brown fox jumps over the lazy dog again and again today.";
    expect(
      isWorthComparing(one, "Ein ganz anderer Satz, ohne ein gemeinsames Wort zu haben, mein Freund."),
    ).toBe(false);
    expect(isWorthComparing(one, `${one} Twice.`)).toBe(true);
    expect(isWorthComparing("", one)).toBe(false);
  });

  it("of 20,000 words do not freeze the window, also when all of them differ", () => {
    const words = (seed: number) =>
      Array.from({ length: 20_000 }, (_, at) => `w${(at * seed) % 7919}${at % 12 === 0 ? "\n" : ""}`).join(
        " ",
      );
    const one = words(31);
    const few = one.replaceAll("w310 ", "changed ");
    for (const [before, after] of [
      [one, few],
      [one, words(37)],
      [one, `${words(41)}${one}`],
    ] as const) {
      const began = performance.now();
      const pieces = differences(before, after);
      const took = performance.now() - began;
      console.info(`20,000 words: ${Math.round(took)} ms, ${pieces.length} pieces`);
      expect(side(pieces, "added")).toBe(after);
      expect(took, "the window stands still").toBeLessThan(3000);
    }
  });
});
