import { describe, expect, it } from "vitest";
import { descriptions } from "../../dev/fixtures";
import type { JsonValue } from "../bridge";
import { formatFor, i18n, speak, type Texts, text, textByKey } from "../i18n";
import { fieldAt } from "../session/edits";
import { placeAt } from "./places";
import { matchRecords } from "./records";
import { differingStretch } from "./recordWords";
import { detailsOf, schemaOf } from "./schema";
import { changeWords, valueWords, type WordsContext } from "./words";

function contextOf(id: string, language: "en" | "es" | "nl" = "en"): WordsContext {
  const system = descriptions.find((each) => each.id === id);
  if (system === undefined) {
    throw new Error(`no system ${id}`);
  }
  speak(language);
  const texts: Texts = {
    t: text,
    byKey: textByKey,
    format: formatFor(language, ["en-GB"]),
    language: i18n.locale,
  };
  return { system, texts, now: new Date("2026-03-04T15:12:00Z") };
}

function fieldOf({ system }: WordsContext, pointer: string) {
  const place = fieldAt(system, pointer);
  if (place === undefined) {
    throw new Error(`no field at ${pointer}`);
  }
  return place.field;
}

const masked = (mark: string) => ({ $masked: { mark, at: "/x" } });
const flow = contextOf("messageflow");
const prompts = fieldOf(flow, "/configuration/prompt");
const greeting = { id: 1, name: "Greeting", prompt: "Say hello.", voice: "ash", hold: { seconds: 4 } };
const closing = { id: 2, name: "Closing", integration: { bearer_token: masked("41aa") } };

describe("a change of a list of records", () => {
  it("says how many, which and what in them, not their data", () => {
    const after = [{ ...greeting, voice: "coral" }, closing];
    const words = changeWords(prompts, [greeting, closing], after, flow);
    expect(words.before).toBe("2 prompts");
    expect(words.after).toBe("2 prompts, 1 changed: “Greeting”");
    expect(words.parts).toEqual([{ label: "“Greeting”, Voice", before: "ash", after: "coral" }]);
  });

  it("tells a new, a removed and a moved one apart", () => {
    const fresh = { name: "Middle" };
    expect(changeWords(prompts, [greeting, closing], [closing, fresh, greeting], flow).after).toBe(
      "3 prompts, 1 new: “Middle”, in another order",
    );
    expect(changeWords(prompts, [greeting, closing], [closing], flow).after).toBe(
      "1 prompt, 1 removed: “Greeting”",
    );
  });

  it("says a member that no field describes, so that no change is silent", () => {
    const after = [{ ...greeting, hold: { seconds: 9 } }, closing];
    expect(changeWords(prompts, [greeting, closing], after, flow).parts).toEqual([
      { label: "“Greeting”, Hold", before: "Seconds: 4", after: "Seconds: 9" },
    ]);
  });

  it.each<[string, JsonValue, string]>([
    ["typed", "sk-very-secret", "A new secret"],
    ["another one", masked("beef"), "Another secret"],
    ["forgotten", masked(""), "Has to be typed again"],
    ["removed", null, "Nothing"],
  ])("never says a secret inside: %s", (_name, token, said) => {
    const after = [greeting, { ...closing, integration: { bearer_token: token } }];
    const words = changeWords(prompts, [greeting, closing], after, flow);
    expect(words.parts?.[0]?.after).toBe(said);
    expect(JSON.stringify(words)).not.toMatch(/sk-very|\$masked|41aa|beef/);
  });
});

describe("secrets in words", () => {
  it("are words wherever they are, stored or typed, in any language", () => {
    for (const language of ["en", "es", "nl"] as const) {
      for (const { id } of descriptions) {
        const context = contextOf(id, language);
        const secrets = Object.fromEntries(
          context.system.secretMembers.map((name) => [name, "sk-very-secret"]),
        );
        const value: JsonValue = [{ a: masked("c0de"), ...secrets, deep: [{ ...secrets }] }];
        for (const section of context.system.sections) {
          for (const { field } of section.groups.flatMap((group) =>
            group.fields.map((each) => ({ field: each })),
          )) {
            for (const each of [value, value[0] ?? null, masked("c0de")]) {
              const said = JSON.stringify([
                valueWords(field, each, context),
                changeWords(field, null, each, context),
                changeWords(field, each, masked("f00d"), context),
              ]);
              expect(said, `${id} ${field.key}`).not.toMatch(/sk-very|\$masked|c0de|f00d|\[object/);
            }
          }
        }
      }
    }
    speak("en");
  });
});

describe("other lists", () => {
  it("say what is to be found out by its names", () => {
    const context = contextOf("hmsSovereign");
    const plan = fieldOf(context, "/analysis_plan/structured_data_plan");
    const schema = { type: "object", properties: { reason: { type: "string" } } };
    const more = { ...schema, properties: { ...schema.properties, urgent: { type: "boolean" } } };
    expect(changeWords(plan, schema, more, context)).toMatchObject({
      before: "1 detail",
      after: "2 details, 1 new: urgent",
    });
  });
  it("say of an object only what differs", () => {
    const context = contextOf("diga");
    const variables = fieldOf(context, "/dynamic_variables");
    expect(changeWords(variables, { a: 1, b: "x" }, { a: 1, b: "y" }, context).parts).toEqual([
      { label: "B", before: "x", after: "y" },
    ]);
  });
});

describe("places inside a record", () => {
  it("are said by the record and the field, as somebody looks for them", () => {
    const place = placeAt(flow.system, "/configuration/prompt/1/voice", contextOf("messageflow").texts);
    expect(place.label).toBe("Prompt 2, Voice");
    expect(place.field?.key).toBe("voice");
    expect(placeAt(flow.system, "/configuration/prompt/1", flow.texts).label).toBe("Prompt 2");
  });
});

describe("records told apart", () => {
  it("by id, by what they say, by title, and else by their order", () => {
    expect(matchRecords([greeting, closing], [{ ...closing, name: "Goodbye" }, greeting], "/name")).toEqual([
      1, 0,
    ]);
    expect(matchRecords([{ a: 1 }, { a: 2 }], [{ a: 2 }, { a: 3 }], null)).toEqual([1, 0]);
    expect(matchRecords([{ name: "x" }], [{ name: "y" }, { name: "x", more: 1 }], "/name")).toEqual([
      null,
      0,
    ]);
  });
});

describe("a schema as rows and back", () => {
  it("is the same schema, also where a value may be missing", () => {
    const schema = {
      type: "object",
      description: "Of a call",
      properties: {
        number: { type: ["string", "null"] },
        tags: { type: "array", items: { type: "string" } },
        reason: { type: "string", enum: ["a", "b"] },
        score: { type: "integer", minimum: 1 },
      },
      required: ["reason"],
    };
    expect(schemaOf(detailsOf(schema) ?? [], schema)).toEqual(schema);
  });
});

describe("two long texts", () => {
  it("are said by the stretch that differs", () => {
    const long = "word ".repeat(200);
    const { before, after } = differingStretch(`${long}old ${long}`, `${long}new ${long}`);
    expect(before).toContain("old");
    expect(after).toContain("new");
    expect(after.length).toBeLessThan(180);
  });
});
