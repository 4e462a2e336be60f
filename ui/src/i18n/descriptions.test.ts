import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ConnectionField, FieldDescription, SystemDescription } from "../bridge";
import { en } from "./en";
import { es } from "./es";
import { nl } from "./nl";

const descriptions = JSON.parse(readFileSync("dev/descriptions.json", "utf8")) as SystemDescription[];

/** The parts of a text's name after the system's own, as the docs of the descriptions name them. */
function ofField(field: FieldDescription): string[] {
  const { control, key } = field;
  return [
    `field.${key}.label`,
    `field.${key}.hint`,
    ...(control.kind === "records"
      ? [`records.${key}.item`, `records.${key}.add`, ...control.fields.flatMap(ofField)]
      : []),
  ];
}

function ofConnection(field: ConnectionField): string[] {
  const { input, key } = field;
  return [
    ...["label", "hint", "where"]
      // What is chosen from a list has no place to look it up.
      .filter((part) => part !== "where" || input.kind !== "choice")
      .map((part) => `connection.${key}.${part}`),
    ...(input.kind === "choice" ? input.options.map((option) => `connection.${key}.option.${option}`) : []),
  ];
}

function keysOf(system: SystemDescription): string[] {
  const groups = system.sections.flatMap((section) => section.groups);
  return [
    "about",
    ...system.connection.flatMap(ofConnection),
    ...system.sections.map((section) => `section.${section.id}`),
    ...groups.flatMap((group) => [
      `group.${group.id}`,
      ...(group.shownWhen.length > 0 ? [`group.${group.id}.away`] : []),
      ...group.fields.flatMap(ofField),
    ]),
  ].map((key) => `${system.id}.${key}`);
}

function everyField(system: SystemDescription): FieldDescription[] {
  const inside = (field: FieldDescription): FieldDescription[] => [
    field,
    ...(field.control.kind === "records" ? field.control.fields.flatMap(inside) : []),
  ];
  return system.sections
    .flatMap((section) => section.groups)
    .flatMap((group) => group.fields.flatMap(inside));
}

/** The texts of each choice's options: all of them or, where the values speak for themselves, none. */
function optionsOf(system: SystemDescription): string[][] {
  return everyField(system).flatMap(({ control, key }) =>
    control.kind === "choice"
      ? [control.options.map((option) => `${system.id}.option.${key}.${option.value}`)]
      : [],
  );
}

/** Every hint of an option that a catalogue has. */
function optionHints(catalogue: Readonly<Record<string, string>>, system: SystemDescription): string[] {
  return Object.keys(catalogue).filter((key) => key.startsWith(`${system.id}.optionHint.`));
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
    "are there for every section, group, field and connection field of %s",
    (_id, system) => {
      const keys = keysOf(system);
      expect(keys.length).toBeGreaterThan(20);
      expect(keys.filter((key) => !Object.hasOwn(catalogue, key))).toEqual([]);
    },
  );
  it.each(descriptions.map((system) => [system.id, system] as const))(
    "are there for every option of %s where one has words, so that no list is half words and half values",
    (_id, system) => {
      const has = (key: string) => Object.hasOwn(catalogue, key);
      const halves = optionsOf(system).filter((keys) => keys.some(has) && !keys.every(has));
      expect(halves).toEqual([]);
    },
  );
  it.each(descriptions.map((system) => [system.id, system] as const))(
    "say something only about options that %s has",
    (_id, system) => {
      const options = new Set(optionsOf(system).flat());
      const stray = optionHints(catalogue, system).filter(
        (key) => !options.has(key.replace(".optionHint.", ".option.")),
      );
      expect(stray).toEqual([]);
    },
  );
  it("name every field of a system apart, so that no two share their words", () => {
    for (const system of descriptions) {
      const keys = everyField(system).map((field) => field.key);
      expect([system.id, keys.filter((key, index) => keys.indexOf(key) !== index)]).toEqual([system.id, []]);
    }
  });
  it("are there for every finding, so that nobody reads a code beside a field", () => {
    const codes = findingCodes();
    expect(codes.length).toBeGreaterThan(15);
    expect(codes.filter((key) => !Object.hasOwn(catalogue, key))).toEqual([]);
  });
});
