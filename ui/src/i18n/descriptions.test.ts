import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { SystemDescription } from "../bridge";
import { en } from "./en";
import { es } from "./es";
import { nl } from "./nl";

const descriptions = JSON.parse(readFileSync("dev/descriptions.json", "utf8")) as SystemDescription[];

/** Every text that the docs of the descriptions name. */
function keysOf(system: SystemDescription): string[] {
  const { id } = system;
  return [
    ...system.connection.flatMap((field) => [
      ...["label", "hint", "where"]
        // What is chosen from a list has no place to look it up.
        .filter((part) => part !== "where" || field.input.kind !== "choice")
        .map((part) => `${id}.connection.${field.key}.${part}`),
      ...(field.input.kind === "choice"
        ? field.input.options.map((option) => `${id}.connection.${field.key}.option.${option}`)
        : []),
    ]),
    ...system.sections.flatMap((section) => [
      `${id}.section.${section.id}`,
      ...section.groups.flatMap((group) => [
        `${id}.group.${group.id}`,
        ...group.fields.flatMap((field) => [
          `${id}.field.${field.key}.label`,
          `${id}.field.${field.key}.hint`,
          ...(field.control.kind === "choice"
            ? field.control.options.map((option) => `${id}.option.${field.key}.${option.value}`)
            : []),
        ]),
      ]),
    ]),
  ];
}

function findingCodes(): string[] {
  const bindings = readFileSync("src/bridge/bindings.ts", "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  const union = /export type FindingCode =([\s\S]*?);/.exec(bindings)?.[1] ?? "";
  return [...union.matchAll(/"(\w+)"/g)].map((match) => `finding.${match[1]}`);
}

describe.each([
  ["en", en as Readonly<Record<string, string>>],
  ["es", es as Readonly<Record<string, string>>],
  ["nl", nl as Readonly<Record<string, string>>],
])("the %s words for what Rust describes", (_language, catalogue) => {
  it.each(descriptions.map((system) => [system.id, system] as const))(
    "are there for every section, group, field, option and connection field of %s",
    (_id, system) => {
      const keys = keysOf(system);
      expect(keys.length).toBeGreaterThan(50);
      expect(keys.filter((key) => !Object.hasOwn(catalogue, key))).toEqual([]);
    },
  );
  it("are there for every finding, so that nobody reads a code beside a field", () => {
    const codes = findingCodes();
    expect(codes.length).toBeGreaterThan(15);
    expect(codes.filter((key) => !Object.hasOwn(catalogue, key))).toEqual([]);
  });
});
