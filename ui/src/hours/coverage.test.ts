import { describe, expect, it } from "vitest";
import { onAllAlong, onAtAnyTime } from "./coverage";

describe("who is on", () => {
  const agents = [
    [{ from: 540, to: 1020 }],
    [],
    [
      { from: 0, to: 60 },
      { from: 550, to: 600 },
    ],
    [{ from: 555, to: 570 }],
  ];
  it("names those who are there all along, and those who come or go in between", () => {
    expect(onAllAlong(agents, 540, 555)).toEqual([0]);
    expect(onAtAnyTime(agents, 540, 555)).toEqual([0, 2]);
    expect(onAllAlong(agents, 555, 570)).toEqual([0, 2, 3]);
    expect(onAtAnyTime(agents, 1020, 1035), "who leaves at five is not there at five").toEqual([]);
  });
});
