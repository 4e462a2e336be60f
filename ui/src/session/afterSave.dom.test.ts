import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AgentRecord, Edits, JsonValue } from "../bridge";
import { createDrafts } from "./drafts";
import { type EditState, reduceEdits, valueAt } from "./editState";
import { afterSave, readAt, same } from "./edits";

const record = (document: JsonValue) => ({ document }) as AgentRecord;
const pointers = ["/name", "/bio", "/times"] as const;

/** A form at the moment its edits are sent. */
function sentFrom(base: JsonValue, edits: Edits): EditState {
  return Object.entries(edits).reduce<EditState>(
    (state, [pointer, value]) => reduceEdits(state, { kind: "edit", pointer, value }),
    { record: null, base, edits: {} },
  );
}

describe("what is typed while a save runs", () => {
  it("stays an edit when it is the old value, instead of jumping to the new one", () => {
    const sent = sentFrom({ name: "Ana" }, { "/name": "Ann" });
    const typed = reduceEdits(sent, { kind: "edit", pointer: "/name", value: "Ana" });
    const after = reduceEdits(typed, { kind: "saved", record: record({ name: "Ann" }), sent: sent.edits });
    expect(after.edits).toEqual({ "/name": "Ana" });
  });

  it("stays an edit when the field was put back while its save ran", () => {
    const sent = sentFrom({ name: "Ana", bio: "" }, { "/name": "Ann", "/bio": "New" });
    const typed = reduceEdits(sent, { kind: "revert", pointer: "/name" });
    expect(afterSave(typed, sent.edits, { name: "Ann", bio: "New" }).edits).toEqual({ "/name": "Ana" });
  });

  it("is discarded only on screen: what was sent is stored, and the old values stay as edits", () => {
    const sent = sentFrom({ name: "Ana" }, { "/name": "Ann" });
    const typed = reduceEdits(sent, { kind: "replaceEdits", edits: {} });
    expect(afterSave(typed, sent.edits, { name: "Ann" }).edits).toEqual({ "/name": "Ana" });
  });

  it("does not come back as an edit where the system stored it in a form of its own", () => {
    const sent = sentFrom({ name: "Ana" }, { "/name": " Ann " });
    expect(afterSave(sent, sent.edits, { name: "Ann" }).edits).toEqual({});
  });

  it("keeps a place inside an edit that was sent whole", () => {
    const base = { times: { open: 9, close: 17 } };
    const sent = sentFrom(base, { "/times": { open: 8, close: 17 } });
    const typed = reduceEdits(sent, { kind: "edit", pointer: "/times", value: { open: 9, close: 17 } });
    const after = afterSave(typed, sent.edits, { times: { open: 8, close: 17 } });
    expect(after.edits).toEqual({ "/times": { open: 9, close: 17 } });
  });

  it("begins from what was sent where others added to the same list, so that the next save does not take their items out", () => {
    const sent = sentFrom({ words: ["a"] }, { "/words": ["a", "mine"] });
    const typed = reduceEdits(sent, { kind: "edit", pointer: "/words", value: ["a", "mine", "more"] });
    const after = afterSave(typed, sent.edits, { words: ["a", "mine", "theirs"] });
    expect(readAt(after.base, "/words")).toEqual(["a", "mine"]);
    expect(after.edits).toEqual({ "/words": ["a", "mine", "more"] });
  });

  it("is what is on screen afterwards, whatever was typed, put back or discarded in between", () => {
    const value = fc.constantFrom<JsonValue>(null, "", "a", "b", "c", 0, 1, [1], ["x"]);
    const pointer = fc.constantFrom(...pointers);
    const document = fc.record({ name: value, bio: value, times: value });
    const act = fc.oneof(
      fc.record({ kind: fc.constant("edit" as const), pointer, value }),
      fc.record({ kind: fc.constant("revert" as const), pointer }),
      fc.record({ kind: fc.constant("replaceEdits" as const), edits: fc.constant({}) }),
    );
    fc.assert(
      fc.property(
        document,
        fc.dictionary(pointer, value),
        fc.array(act, { maxLength: 8 }),
        (base, before, acts) => {
          const sent = sentFrom(base, before);
          const typed = acts.reduce<EditState>(reduceEdits, sent);
          const stored = sentFrom(base, sent.edits);
          const fresh = pointers.reduce<{ [key in string]: JsonValue }>((all, each) => {
            all[each.slice(1)] = valueAt(stored, each);
            return all;
          }, {});
          const after = reduceEdits(typed, { kind: "saved", record: record(fresh), sent: sent.edits });
          for (const each of pointers) {
            expect(same(valueAt(after, each), valueAt(typed, each)), each).toBe(true);
            expect(each in after.edits).toBe(!same(readAt(fresh, each), valueAt(typed, each)));
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("a draft whose agent is saved while another agent is open", () => {
  it("loses what was sent and nothing else, on disk, too", async () => {
    const disk: Edits[] = [];
    const drafts = createDrafts({
      keep: async (draft) => disk.push(draft.edits),
      discard: async () => disk.push({}),
    });
    const sent = { "/name": "Ann" };
    drafts.keep("c", "a", { name: "Ana", bio: "" }, { ...sent, "/bio": "typed meanwhile" });
    await drafts.flush();
    drafts.saved("c", "a", sent, { name: "Ann", bio: "" });
    await drafts.flush();
    expect(disk.at(-1), "what was typed during the save is off the disk").toEqual({
      "/bio": "typed meanwhile",
    });
    expect(drafts.of("c", "a")?.base).toEqual({ name: "Ann", bio: "" });
  });
});
