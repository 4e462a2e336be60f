import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { descriptions } from "../../dev/fixtures";

const css = readFileSync("src/theme/tokens.css", "utf8");

function tokensOf(block: string): Map<string, string> {
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1] ?? "", m[2] ?? ""]));
}
const blocks = css.split(/^\}/m);
const shared = tokensOf(blocks[0] ?? "");
const schemes = {
  light: new Map([...shared, ...tokensOf(blocks.find((b) => b.includes('scheme="light"')) ?? "")]),
  dark: new Map([...shared, ...tokensOf(blocks.find((b) => b.includes('scheme="dark"')) ?? "")]),
};

function luminance(hex: string): number {
  const channel = (at: number) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
function contrast(a: string, b: string): number {
  const [hi = 0, lo = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (hi + 0.05) / (lo + 0.05);
}

const surfaces = ["paper", "card", "sink", "hover", "accent-soft"];
const text: [string, string[]][] = [
  ["ink", surfaces],
  ["ink-2", surfaces],
  ["ink-3", surfaces],
  ["accent", surfaces],
  ["ok", ["paper", "card", "sink", "ok-soft"]],
  ["warn", ["paper", "card", "sink", "warn-soft"]],
  ["bad", ["paper", "card", "sink", "bad-soft"]],
  ["off", ["paper", "card", "sink", "off-soft"]],
  ["accent-ink", ["accent", "accent-hover"]],
  ["bad-ink", ["bad", "bad-hover"]],
  ["bar-ink", ["bar"]],
  ["ink", ["ok-soft", "warn-soft", "bad-soft", "mark"]],
  ["mark-ink", [...shared.keys()].filter((name) => name.startsWith("system-") || name.startsWith("person-"))],
];
const edges: [string, string[]][] = [
  ["edge", ["paper", "card", "sink"]],
  ["accent", surfaces],
  ["bar", ["paper", "card"]],
  ["now", ["paper", "card"]],
];

describe.each(Object.entries(schemes))("%s colours", (_name, tokens) => {
  const pick = (token: string) => {
    const value = tokens.get(token);
    expect(value, `the token --${token} is missing`).toBeDefined();
    return value ?? "#000000";
  };
  it.each(text)("text in --%s can be read by people with weak sight", (ink, grounds) => {
    for (const ground of grounds) {
      expect(contrast(pick(ink), pick(ground)), `--${ink} on --${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });
  it.each(edges)("the edge --%s of a control can be seen", (edge, grounds) => {
    for (const ground of grounds) {
      expect(contrast(pick(edge), pick(ground)), `--${edge} on --${ground}`).toBeGreaterThanOrEqual(3);
    }
  });
});

describe("the marks of the systems", () => {
  const hex = ({ red, green, blue }: { red: number; green: number; blue: number }) =>
    `#${[red, green, blue].map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
  it.each(descriptions.map((system) => [system.name, hex(system.colour)] as const))(
    "the letters of %s can be read by people with weak sight",
    (_name, colour) => {
      expect(contrast(shared.get("mark-ink") ?? "", colour)).toBeGreaterThanOrEqual(4.5);
    },
  );
  it("tell the systems apart, so that nobody changes an agent of the wrong one", () => {
    expect(new Set(descriptions.map((system) => hex(system.colour))).size).toBe(descriptions.length);
  });
});
