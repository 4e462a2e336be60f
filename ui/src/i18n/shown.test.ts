import { describe, expect, it } from "vitest";
import { formatFor } from "./format";
import { isBlank, longestName, shownName, shownText, shownWithin } from "./shown";
import { text } from "./translator";

describe("a foreign name", () => {
  it("does not read as another one: marks that turn letters around are seen", () => {
    expect(shownName("\u202egnp.exe")).toBe("‹U+202E›gnp.exe");
    expect(shownName("Ana\u2066\u2069 Ruiz")).toBe("Ana‹U+2066›‹U+2069› Ruiz");
    expect(shownName("pay\u200bpal")).toBe("pay‹U+200B›pal");
    expect(shownName("Ana\u0000\n\u001b[31m")).toBe("Ana␀␊␛[31m");
    expect(shownName("half \ud800")).toBe("half ‹U+D800›");
  });
  it("of which nothing can be seen has a placeholder", () => {
    for (const name of ["", "  ", "\u200b", "\u202e\u202c", "\u3164", "\u2800", "\u00ad", "\t\n", "\u0301"]) {
      expect(isBlank(name), JSON.stringify(name)).toBe(true);
      expect(shownName(name, "No name")).toBe("No name");
    }
  });
  it("keeps what its writing needs: joiners, emoji, hints of direction", () => {
    for (const name of [
      "José Müller",
      "می\u200cخواهم",
      "क\u094d\u200dष",
      "👩\u200d💻 Ada",
      "❤\ufe0f",
      "שלום\u200f!",
      "🏴\u{e0067}\u{e0062}\u{e007f}",
    ]) {
      expect(shownName(name)).toBe(name);
    }
    expect(shownName("Ana\u200f")).toBe("Ana‹U+200F›");
    expect(shownName("a\u200d")).toBe("a‹U+200D›");
  });
  it("of many letters is cut between letters", () => {
    expect(shownName("ab".repeat(150))).toHaveLength(longestName);
    const long = shownName("👩".repeat(4000));
    expect(Array.from(long)).toHaveLength(longestName + 1);
    expect(long.endsWith("👩…")).toBe(true);
  });
});

describe("a foreign text", () => {
  it("keeps its lines and shows what nobody would see", () => {
    expect(shownText("one\n\ttwo\u202e")).toBe("one\n\ttwo‹U+202E›");
    expect(shownText("open \u2068 for ever")).toBe("open ‹U+2068› for ever");
  });
  it("from right to left turns no sentence around it", () => {
    expect(shownWithin("שלום")).toBe("\u2068שלום\u2069");
    expect(shownWithin(shownWithin("שלום"))).toBe("\u2068שלום\u2069");
    expect(shownWithin("Ana")).toBe("Ana");
  });
});

describe("a sentence of the program", () => {
  it("takes braces and tags of a name as letters", () => {
    for (const name of ["{name}", "{0}", "'{'", "{count, plural, one {#} other {#}}", "<b>x</b>", "#"]) {
      expect(text("agents.moreTeams", { first: name, count: 2 })).toContain(name);
    }
  });
  it("is no wider for a number of 309 figures", () => {
    const words = text("agents.work", { used: 1e308, capacity: -1.5e20 });
    expect(words).toBe("1E308 of -1.5E20 in hand");
    expect(formatFor("nl", []).number(1e308)).toBe("1E308");
    expect(formatFor("en", []).number(999_999_999_999_999)).toBe("999,999,999,999,999");
  });
  it("shows what nobody would see in a name", () => {
    expect(text("agents.moreTeams", { first: "\u202egnp", count: 1 })).toContain("‹U+202E›gnp");
  });
});
