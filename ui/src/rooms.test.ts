import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rooms, sourcesIn, wrongImports } from "../dev/rooms.mjs";

const order = ["low", "middle", "high"];
const empty = { "low/a.ts": "", "middle/b.ts": "", "high/c.tsx": "" };

/** What is wrong with files of three folders. */
function wrong(files: Readonly<Record<string, string>>): string[] {
  return wrongImports(new Map(Object.entries({ ...empty, ...files })), order);
}

describe("the order of the folders", () => {
  it("lets a folder import from those below it and from itself", () => {
    expect(
      wrong({ "high/c.tsx": 'import "../low/a"; import { d } from "./d"; import react from "react";' }),
    ).toEqual([]);
  });

  it.each([
    ["a value", 'import { c } from "../high/c";'],
    ["a type", 'import type { C } from "../high/c";'],
    ["a type in its place", 'export type A = import("../high/c").C;'],
    ["late", 'export const late = () => import("../high/c");'],
    ["to export it again", 'export { c } from "../high/c";'],
    ["all of it", 'export * from "../high/c";'],
    ["its style", 'import classes from "../high/C.module.css";'],
  ])("is not passed by an import from above: %s", (_, source) => {
    expect(wrong({ "low/a.ts": source })).toEqual([
      expect.stringMatching(/^src\/low\/a\.ts imports "\.\.\/high\/.*", which does not stand below low\.$/),
    ]);
  });

  it("leaves no way for a circle, whichever way round the folders stand", () => {
    const circle = {
      "low/a.ts": 'import "../middle/b";',
      "middle/b.ts": 'import "../high/c";',
      "high/c.tsx": 'import "../low/a";',
    };
    const files = new Map(Object.entries(circle));
    for (const turned of [order, ["middle", "high", "low"], ["high", "low", "middle"], order.toReversed()]) {
      expect(wrongImports(files, turned)).not.toEqual([]);
    }
  });

  it("is asked of each folder: a new one needs its place, and one that is gone has none", () => {
    expect(wrong({ "new/a.ts": "" })).toEqual(["src/new has no place in the order of folders."]);
    expect(wrongImports(new Map(Object.entries(empty)), [...order, "gone"])).toEqual([
      "src/gone is in the order of folders and does not exist.",
    ]);
  });

  it("keeps what belongs to the tests out of the program", () => {
    expect(wrong({ "high/c.tsx": 'import { openWindow } from "../test-window";' })).toHaveLength(1);
    expect(wrong({ "high/c.tsx": 'import { bird } from "../../dev/fixtures";' })).toHaveLength(1);
    expect(wrong({ "low/a.test.ts": 'import { openWindow } from "../test-window";' })).toEqual([]);
  });

  it("is kept, and the README tells it as it is", () => {
    expect(wrongImports(sourcesIn("src"))).toEqual([]);
    const table = readFileSync("README.md", "utf8").matchAll(/^\| `(\w+)\/` /gm);
    expect([...table].map(([, room]) => room)).toEqual(rooms);
  });
});
