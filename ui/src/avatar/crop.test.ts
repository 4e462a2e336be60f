import { describe, expect, it } from "vitest";
import { centred, cropOf, largestZoom, sideOf, within } from "./crop";

const wide = { width: 1600, height: 900 };

describe("the square of a picture", () => {
  it("begins as the largest square in the middle", () => {
    expect(cropOf(wide, centred(wide))).toEqual({ x: 350, y: 0, side: 900 });
    expect(cropOf({ width: 3, height: 5 }, centred({ width: 3, height: 5 }))).toEqual({
      x: 0,
      y: 1,
      side: 3,
    });
  });
  it("never leaves the picture, however far it is dragged or zoomed", () => {
    for (const facts of [wide, { width: 97, height: 2000 }, { width: 1, height: 1 }]) {
      for (const x of [-5000, 0, 800.4, 5000]) {
        for (const zoom of [0.1, 1, 2.7, 50]) {
          const crop = cropOf(facts, { x, y: x / 2, zoom });
          const inside =
            crop.x >= 0 &&
            crop.y >= 0 &&
            crop.side >= 1 &&
            crop.x + crop.side <= facts.width &&
            crop.y + crop.side <= facts.height;
          expect({ facts, crop, inside }).toEqual({ facts, crop, inside: true });
        }
      }
    }
  });
  it("zooms in as far as the picture has detail to show", () => {
    expect(largestZoom({ width: 60, height: 60 })).toBe(1);
    expect(largestZoom({ width: 192, height: 400 })).toBe(2);
    expect(largestZoom({ width: 8000, height: 8000 })).toBe(8);
    expect(sideOf(wide, 2)).toBe(450);
  });
  it("keeps the middle while zooming, as far as the edges allow", () => {
    expect(within(wide, { x: 700, y: 450, zoom: 2 })).toEqual({ x: 700, y: 450, zoom: 2 });
    expect(within(wide, { x: 0, y: 0, zoom: 2 })).toEqual({ x: 225, y: 225, zoom: 2 });
  });
});
