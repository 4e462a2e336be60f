import { compileMessageOrThrow } from "@lingui/message-utils/compileMessage";
import { describe, expect, it } from "vitest";
import { en } from "./en";
import { es } from "./es";
import { nl } from "./nl";

const source: Readonly<Record<string, string>> = en;

/** The names a message takes, wherever they stand (also inside plural and select). */
function placeholders(message: string): string[] {
  const names = new Set<string>();
  const walk = (token: unknown): void => {
    if (!Array.isArray(token)) {
      return;
    }
    const [name, , cases] = token as [unknown, unknown, unknown];
    if (typeof name === "string") {
      names.add(name);
    }
    if (cases !== null && typeof cases === "object") {
      for (const branch of Object.values(cases)) {
        if (Array.isArray(branch)) {
          branch.forEach(walk);
        }
      }
    }
  };
  const compiled = compileMessageOrThrow(message);
  if (Array.isArray(compiled)) {
    compiled.forEach(walk);
  }
  const tags = [...message.matchAll(/<\/?(\w+)\/?>/g)].map((match) => match[0]);
  return [...names, ...tags].sort();
}

describe.each([
  ["en", source],
  ["es", es as Readonly<Record<string, string>>],
  ["nl", nl as Readonly<Record<string, string>>],
])("the %s texts", (_language, catalogue) => {
  it("has every text, so nobody reads a key instead of words", () => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(source).sort());
  });
  it("leaves no text empty", () => {
    expect(Object.entries(catalogue).filter(([, message]) => message.trim() === "")).toEqual([]);
  });
  it("fills in the same names and numbers as the English text", () => {
    for (const [id, message] of Object.entries(catalogue)) {
      expect({ id, names: placeholders(message) }).toEqual({ id, names: placeholders(source[id] ?? "") });
    }
  });
});

/** The messages in which one of the words stands by itself, for example not "abra" within "abrazo". */
function saying(catalogue: Readonly<Record<string, string>>, words: string, flags: string): string[] {
  const word = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, flags);
  return Object.entries(catalogue)
    .filter(([, message]) => word.test(message))
    .map(([id, message]) => `${id}: ${message}`);
}

describe("the program speaks informally everywhere", () => {
  it("in Spanish with tú, never usted", () => {
    const formal =
      "Abra|Añada|Cambie|Cámbiela|Compruebe|Copie|Cópielo|Elija|Empiece|Escriba|Introduzca|Pulse|Rellene|Seleccione|Vuelva";
    expect(saying(es, "ustedes|usted", "iu")).toEqual([]);
    expect(saying(es, formal, "u")).toEqual([]);
  });
  it("in Dutch with je, never u", () => {
    const { "controls.hourShort": _hour, "hours.shortHours": _hours, "hours.shortBoth": _both, ...rest } = nl;
    expect(saying(rest, "u|uw|uwe", "iu")).toEqual([]);
  });
});
