import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Draft } from "../bridge";
import { createDrafts } from "./drafts";
import { keepBeforeLeaving, keptWithin } from "./keeping";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function fakeKeeper() {
  const kept: Draft[] = [];
  const discarded: string[] = [];
  return {
    kept,
    discarded,
    keep: async (draft: Draft) => {
      kept.push(draft);
    },
    discard: async (_connection: string, agent: string | null) => {
      discarded.push(agent ?? "new");
    },
  };
}

describe("drafts", () => {
  it("keeps an edit after a pause at once, and a run of typing in one go within a tenth of a second", async () => {
    const keeper = fakeKeeper();
    const drafts = createDrafts(keeper);
    drafts.keep("c", "a", {}, { "/name": "A" });
    await vi.advanceTimersByTimeAsync(0);
    expect(keeper.kept.map((draft) => draft.edits)).toEqual([{ "/name": "A" }]);
    drafts.keep("c", "a", {}, { "/name": "An" });
    await vi.advanceTimersByTimeAsync(keptWithin / 2);
    drafts.keep("c", "a", {}, { "/name": "Ana" });
    expect(keeper.kept).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(keptWithin / 2);
    expect(keeper.kept.map((draft) => draft.edits)).toEqual([{ "/name": "A" }, { "/name": "Ana" }]);
    expect(keptWithin).toBeLessThanOrEqual(100);
  });

  it("is on disk when somebody turns to another program or closes the lid", async () => {
    const flush = vi.fn(async () => undefined);
    keepBeforeLeaving(flush);
    window.dispatchEvent(new Event("blur"));
    document.dispatchEvent(new Event("visibilitychange"));
    window.dispatchEvent(new Event("pagehide"));
    expect(flush).toHaveBeenCalledTimes(3);
  });

  it("keeps typing that never pauses, too", async () => {
    const keeper = fakeKeeper();
    const drafts = createDrafts(keeper);
    for (let at = 0; at < 20; at += 1) {
      drafts.keep("c", "a", {}, { "/name": "x".repeat(at + 1) });
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(keeper.kept.length).toBeGreaterThanOrEqual(3);
  });

  it("puts everything on disk at once when the page or the window goes", async () => {
    const keeper = fakeKeeper();
    const drafts = createDrafts(keeper);
    drafts.keep("c", "a", {}, { "/name": "A" });
    drafts.keep("c", "b", {}, { "/name": "B" });
    await drafts.flush();
    expect(keeper.kept.map((draft) => draft.agent)).toEqual(["a", "b"]);
  });

  it("discards the draft on disk when the last edit is put back, in the order it was typed", async () => {
    const order: string[] = [];
    const drafts = createDrafts({
      keep: async () => {
        order.push("keep");
      },
      discard: async () => {
        order.push("discard");
      },
    });
    drafts.keep("c", "a", {}, { "/name": "A" });
    void drafts.flush();
    drafts.keep("c", "a", {}, {});
    await vi.advanceTimersByTimeAsync(keptWithin);
    expect(order).toEqual(["keep", "discard"]);
    expect(drafts.of("c", "a")).toBeUndefined();
  });

  it("asks nothing of the disk for an agent that is only looked at", async () => {
    const keeper = fakeKeeper();
    const drafts = createDrafts(keeper);
    drafts.keep("c", "a", {}, {});
    await vi.advanceTimersByTimeAsync(1000);
    expect(keeper.kept).toHaveLength(0);
    expect(keeper.discarded).toHaveLength(0);
  });

  it("takes up what was kept before a crash, but never over what was typed since", () => {
    const drafts = createDrafts(fakeKeeper());
    const kept = ["a", "b"].map((agent) => ({
      connection: "c",
      agent,
      base: {},
      edits: { "/name": "before" },
      updatedAt: "",
    }));
    drafts.keep("c", "b", {}, { "/name": "since" });
    drafts.seed(kept);
    expect(drafts.of("c", "a")?.edits).toEqual({ "/name": "before" });
    expect(drafts.of("c", "b")?.edits).toEqual({ "/name": "since" });
    drafts.keep("c", "a", {}, {});
    drafts.seed(kept);
    expect(drafts.of("c", "a")).toBeUndefined();
  });

  it("says when a draft could not be kept, and forgets that once one is", async () => {
    let broken = true;
    const drafts = createDrafts({
      keep: async () => {
        if (broken) {
          throw new Error("full");
        }
      },
      discard: async () => undefined,
    });
    drafts.keep("c", "a", {}, { "/name": "A" });
    await drafts.flush();
    expect(drafts.failure.get()).toBeInstanceOf(Error);
    broken = false;
    drafts.keep("c", "a", {}, { "/name": "An" });
    await drafts.flush();
    expect(drafts.failure.get()).toBeUndefined();
  });
});
