import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type History, type HistoryAction, historyReducer, mostSteps, newHistory } from "./history";

const reduce = historyReducer<number>((a, b) => a === b);
const outcome = (start: number, ...actions: readonly HistoryAction<number>[]): History<number> =>
  actions.reduce(reduce, newHistory(start));
const change = (value: number, gesture?: string): HistoryAction<number> => ({
  kind: "change",
  value,
  gesture,
});
const undo: HistoryAction<number> = { kind: "undo" };
const redo: HistoryAction<number> = { kind: "redo" };

describe("undo and redo", () => {
  it("go back and forth, step by step", () => {
    expect(outcome(0, change(1), change(2), undo).present).toBe(1);
    expect(outcome(0, change(1), change(2), undo, undo, redo).present).toBe(1);
    expect(outcome(0, undo).present).toBe(0);
    expect(outcome(0, change(1), redo).present).toBe(1);
  });
  it("forget what was undone once something new is done", () => {
    expect(outcome(0, change(1), undo, change(2), redo).present).toBe(2);
  });
  it("make one step of a key held down, and two of two gestures", () => {
    expect(outcome(0, change(1, "end"), change(2, "end"), change(3, "end"), undo).present).toBe(0);
    expect(outcome(0, change(1, "end"), change(2, "start"), undo).present).toBe(1);
    expect(outcome(0, change(1, "end"), { kind: "rest" }, change(2, "end"), undo).present).toBe(1);
    expect(outcome(0, change(1), change(2), undo).present).toBe(1);
  });
  it("make no step of no change, and none before the beginning", () => {
    expect(outcome(0, change(0)).past).toEqual([]);
    expect(outcome(0, change(1), { kind: "begin", value: 7 }, undo).present).toBe(7);
  });
  it("remember so many steps and no more", () => {
    const many = Array.from({ length: mostSteps + 20 }, (_, index) => change(index + 1));
    expect(outcome(0, ...many).past).toHaveLength(mostSteps);
  });
  it("come back to where they were, whatever was done", () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 30 }), (values) => {
        const done = outcome(0, ...values.map((value) => change(value)));
        const steps = done.past.length;
        const back = Array.from({ length: steps }, () => undo).reduce(reduce, done);
        expect(back.present).toBe(0);
        expect(Array.from({ length: steps }, () => redo).reduce(reduce, back).present).toBe(done.present);
      }),
    );
  });
});
