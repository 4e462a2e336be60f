import { describe, expect, it } from "vitest";
import { meaningOf } from "./keys";
import { type Range, wholeDay } from "./week";

const office: Range = { from: 540, to: 1020 };
const press = (keys: string, range: Range | undefined = office, mirrored = false) => {
  const parts = keys.split("+");
  const has = (name: string) => parts.includes(name);
  const key = parts.at(-1) ?? "";
  return meaningOf(
    { key, shiftKey: has("Shift"), ctrlKey: has("Control"), altKey: has("Alt"), metaKey: has("Meta") },
    range,
    mirrored,
  );
};
const range = (from: number, to: number) => ({ kind: "range", range: { from, to } });

describe("the keys on a day's hours", () => {
  it("move by a quarter of an hour, with Alt by five minutes", () => {
    expect(press("ArrowRight")).toEqual(range(555, 1035));
    expect(press("ArrowLeft")).toEqual(range(525, 1005));
    expect(press("Alt+ArrowRight")).toEqual(range(545, 1025));
  });
  it("move the end with Shift and the start with Control (or Command) and Shift, each with Alt by five minutes", () => {
    expect(press("Shift+ArrowRight")).toEqual(range(540, 1035));
    expect(press("Shift+ArrowLeft")).toEqual(range(540, 1005));
    expect(press("Control+Shift+ArrowLeft")).toEqual(range(525, 1020));
    expect(press("Meta+Shift+ArrowRight")).toEqual(range(555, 1020));
    expect(press("Alt+Shift+ArrowRight")).toEqual(range(540, 1025));
    expect(press("Control+Alt+Shift+ArrowRight")).toEqual(range(545, 1020));
  });
  it("take the end past midnight, as a drag does", () => {
    expect(press("Shift+ArrowRight", { from: 1080, to: 1440 })).toEqual(range(1080, 1455));
  });
  it("leave hours at the edge of their day where they are", () => {
    expect(press("ArrowLeft", wholeDay)).toEqual(range(0, 1440));
    expect(press("ArrowRight", { from: 960, to: 1440 })).toEqual(range(960, 1440));
  });
  it("follow the eye where the day runs from right to left", () => {
    expect(press("ArrowLeft", office, true)).toEqual(range(555, 1035));
  });
  it("type, clear and go to another day; on a closed day nothing can be moved", () => {
    expect(press("Enter")).toEqual({ kind: "type" });
    expect(press("Delete")).toEqual({ kind: "clear" });
    expect(press("ArrowDown")).toEqual({ kind: "day", direction: 1 });
    expect(
      meaningOf(
        { key: "Delete", shiftKey: false, ctrlKey: false, altKey: false, metaKey: false },
        undefined,
        false,
      ),
    ).toBe(undefined);
    expect(
      meaningOf(
        { key: "ArrowLeft", shiftKey: false, ctrlKey: false, altKey: false, metaKey: false },
        undefined,
        false,
      ),
    ).toBe(undefined);
    expect(press("Tab")).toBe(undefined);
  });
});
