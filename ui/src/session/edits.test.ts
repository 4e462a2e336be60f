import { describe, expect, it } from "vitest";
import { bird } from "../../dev/fixtures";
import type { AgentRecord } from "../bridge";
import { reduceEdits } from "./editState";
import { apply, editedSections, fieldAt, readAt, rebase, same, withEdit, writeAt } from "./edits";

const record = (document: AgentRecord["document"]) => ({ document }) as AgentRecord;

describe("edits on a document", () => {
  it("keeps every other member, also the ones no document names, when one place is written", () => {
    const document = { forwardNumber: { enabled: true, unknown: 1 }, other: [1, 2] };
    expect(writeAt(document, "/forwardNumber/number", "+31")).toEqual({
      forwardNumber: { enabled: true, unknown: 1, number: "+31" },
      other: [1, 2],
    });
    expect(document.forwardNumber).toEqual({ enabled: true, unknown: 1 });
  });

  it("makes the way to a place inside nothing", () => {
    expect(writeAt({ availability: null }, "/availability/activity", "busy")).toEqual({
      availability: { activity: "busy" },
    });
  });

  it("never reads a name that only objects themselves have", () => {
    expect(readAt({}, "/constructor")).toBeNull();
    expect(readAt({ a: [{ "b/c": 1 }] }, "/a/0/b~1c")).toBe(1);
  });

  it("puts the field back, instead of showing a change that is none, when the old value is typed again", () => {
    const edits = withEdit({ name: "Ana", bio: "" }, {}, "/name", "Ann");
    expect(edits).toEqual({ "/name": "Ann" });
    expect(withEdit({ name: "Ana" }, edits, "/name", "Ana")).toEqual({});
    expect(withEdit({ bio: "" }, {}, "/bio", null)).toEqual({});
  });

  it("tells off and zero apart from nothing", () => {
    expect(same(false, null)).toBe(false);
    expect(same(0, null)).toBe(false);
    expect(same({ a: null }, {})).toBe(true);
    expect(same([1], [1, null])).toBe(false);
  });

  it("finds the field an edit belongs to, the innermost one", () => {
    expect(fieldAt(bird, "/forwardNumber/number")?.field.key).toBe("forwardNumberNumber");
    expect(fieldAt(bird, "/weeklySchedule/monday")?.section.id).toBe("hours");
    expect(fieldAt(bird, "/names")).toBeUndefined();
    expect([...editedSections(bird, ["/name", "/dropVms"])].sort()).toEqual(["drops", "profile"]);
  });
});

describe("edits that go on from a newer document", () => {
  it("takes what somebody else changed in other fields", () => {
    const after = rebase({ name: "Ana", bio: "Old" }, { name: "Ana", bio: "Theirs" }, { "/name": "Ann" });
    expect(after).toEqual({ base: { name: "Ana", bio: "Theirs" }, edits: { "/name": "Ann" } });
  });

  it("still lets the save find the conflict where somebody else changed the edited field", () => {
    const after = rebase({ name: "Ana" }, { name: "Theirs" }, { "/name": "Mine" });
    expect(after).toEqual({ base: { name: "Ana" }, edits: { "/name": "Mine" } });
  });

  it("drops an edit that is already true", () => {
    expect(rebase({ name: "Ana" }, { name: "Mine" }, { "/name": "Mine" }).edits).toEqual({});
  });

  it("loses nothing that was typed while a save was on its way", () => {
    const state = {
      record: null,
      base: { name: "Ana", bio: "" },
      edits: { "/name": "Ann", "/bio": "New" },
    };
    const next = reduceEdits(state, {
      kind: "saved",
      record: record({ name: "Ann", bio: "" }),
      sent: { "/name": "Ann" },
    });
    expect(next.edits).toEqual({ "/bio": "New" });
    expect(next.base).toEqual({ name: "Ann", bio: "" });
  });

  it("keeps the edits when a picture was stored beside the form", () => {
    const state = { record: null, base: { name: "Ana", avatarUrl: null }, edits: { "/name": "Ann" } };
    const next = reduceEdits(state, { kind: "record", record: record({ name: "Ana", avatarUrl: "x" }) });
    expect(next.edits).toEqual({ "/name": "Ann" });
    expect(apply(next.base, next.edits)).toEqual({ name: "Ann", avatarUrl: "x" });
  });

  it("does not change what is being edited when the live state arrives", () => {
    const state = {
      record: null,
      base: { availability: { activity: "away" }, workload: null },
      edits: { "/availability/activity": "busy" },
    };
    const live = { availability: { activity: "available" }, workload: { id: "w" } };
    const next = reduceEdits(state, { kind: "live", live });
    expect(next.base).toEqual({ availability: { activity: "away" }, workload: { id: "w" } });
  });
});
