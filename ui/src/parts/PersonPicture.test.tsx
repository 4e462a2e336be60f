import { readFileSync } from "node:fs";
import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { initialsOf, PersonPicture, toneOf } from "./PersonPicture";

const given = [
  "Ana",
  "Björn",
  "Chinwe",
  "Đặng",
  "Élodie",
  "Farid",
  "Grzegorz",
  "Hilde",
  "İpek",
  "Jürgen",
  "美咲",
];
const family = [
  "Ruiz",
  "Ågren",
  "Okonkwo",
  "van der Berg",
  "Müller",
  "O'Neill",
  "García-Paz",
  "Šarić",
  "Иванова",
];
const names = given.flatMap((one) => family.map((other) => `${one} ${other}`));

const tokens = readFileSync("src/theme/tokens.css", "utf8");
const styles = readFileSync("src/parts/PersonPicture.module.css", "utf8");

function colourOf(token: string): readonly number[] {
  const hex = new RegExp(`--${token}: #([0-9a-f]{6})`).exec(tokens)?.[1] ?? "";
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((share) =>
    share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe("initials in place of a picture", () => {
  it("are readable for whoever it is: 4.5 to 1 at least", () => {
    const ink = luminance(colourOf("mark-ink"));
    for (const name of names) {
      const { container, unmount } = render(<PersonPicture name={name} picture={null} />);
      const tone = container.querySelector("[data-tone]")?.getAttribute("data-tone");
      const token = new RegExp(`\\[data-tone="${tone}"\\] {\\s*background: var\\(--([\\w-]+)\\)`).exec(
        styles,
      )?.[1];
      const ground = luminance(colourOf(token ?? ""));
      expect((ink + 0.05) / (ground + 0.05), `${name} on ${token}`).toBeGreaterThanOrEqual(4.5);
      expect(container.textContent, name).toBe(initialsOf(name));
      unmount();
    }
  });

  it("are spread over all eight colours, and keep theirs", () => {
    const counts = new Map<number, number>();
    for (const name of names) {
      counts.set(toneOf(name), (counts.get(toneOf(name)) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(Math.max(...counts.values())).toBeLessThan(names.length / 3);
    expect(toneOf("Ana Ruiz")).toBe(toneOf("Ana Ruiz"));
  });

  it("come from the first and the last word, in any script", () => {
    expect(
      ["Ana Ruiz", "Hilde van der Berg", "美咲 Ågren", "Bo", "Ana (old)", "", "…"].map(initialsOf),
    ).toEqual(["AR", "HB", "美Å", "B", "A", "", ""]);
  });
});
