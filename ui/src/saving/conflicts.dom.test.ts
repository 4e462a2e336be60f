import { describe, expect, it } from "vitest";
import { descriptions } from "../../dev/fixtures";
import type { Conflict } from "../bridge";
import type { WordsContext } from "../controls/words";
import { formatFor, i18n, speak, text, textByKey } from "../i18n";
import { conflictKey, conflictWords, pickOf } from "./conflicts";

function contextOf(id: string): WordsContext {
  const system = descriptions.find((each) => each.id === id);
  if (system === undefined) {
    throw new Error(`no system ${id}`);
  }
  speak("en");
  const texts = { t: text, byKey: textByKey, format: formatFor("en", ["en-GB"]), language: i18n.locale };
  return { system, texts, now: new Date("2026-03-04T15:12:00Z") };
}

const conflict = (part: Partial<Conflict>): Conflict => ({
  pointer: "/configuration/prompt",
  item: null,
  member: null,
  order: false,
  original: null,
  theirs: null,
  mine: null,
  both: null,
  ...part,
});

const flow = contextOf("messageflow");
const greeting = { id: 1, name: "Greeting", prompt: "Say hello.", voice: "ash" };
const item = { identity: "1", shown: greeting };

describe("a conflict in words", () => {
  it("says of an item what each side changed in it, since both are called the same", () => {
    const { label, change, value } = conflictWords(conflict({ item, original: greeting }), flow);
    expect(label).toMatch(/ · Greeting$/);
    const mine = change(greeting, { ...greeting, voice: "coral" });
    expect(mine.parts, "nobody could tell the sides apart").toEqual([
      { label: "“Greeting”, Voice", before: "ash", after: "coral" },
    ]);
    expect(value(null), "nobody would see that one side took it out").toBe("Removed");
    expect(change(greeting, null).after).toBe("Removed");
  });

  it("says what keeping both gives: two days where there were two days, one text where there was one", () => {
    const day = (name: string) => ({ day: 5, month: 5, name });
    const days = conflictWords(
      conflict({ pointer: "/holidays", item: { identity: "5 May", shown: day("Inventory") } }),
      contextOf("bird"),
    );
    const both = days.both([day("Liberation"), day("Inventory")]);
    expect(both).toContain("Liberation");
    expect(both).toContain("Inventory");
    const member = conflictWords(conflict({ item, member: "/prompt" }), flow);
    expect(member.both("Say hello. Be brief.")).toBe("Say hello. Be brief.");
  });

  it("compares long texts of a member in full", () => {
    const long = (end: string) =>
      `${"Say hello to whoever calls, and ask what it is about. ".repeat(3)}${end}`;
    const { change } = conflictWords(conflict({ item, member: "/prompt" }), flow);
    expect(change(long("Be kind."), long("Be brief.")).text).toEqual({
      before: long("Be kind."),
      after: long("Be brief."),
    });
  });

  it("lists an order item by item", () => {
    const { label, value } = conflictWords(conflict({ order: true }), flow);
    expect(label).toMatch(/^Order of /);
    expect(value([greeting, { id: 2, name: "Closing" }])).toBe("1. Greeting\n2. Closing");
  });
});

describe("a pick", () => {
  it("names the same conflict in every merge, and what was seen as the other side", () => {
    const about = conflict({ item, member: "/voice", theirs: "coral", mine: "sage" });
    expect(conflictKey(about)).toBe(conflictKey({ ...about, theirs: "ash" }));
    expect(pickOf(about, "mine")).toEqual({
      pointer: "/configuration/prompt",
      identity: "1",
      member: "/voice",
      theirs: "coral",
      choice: "mine",
    });
  });
});
