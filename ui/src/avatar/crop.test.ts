import { describe, expect, it } from "vitest";
import {
  centred,
  cropOf,
  isUntouched,
  largestZoom,
  panned,
  pinched,
  type Spot,
  sideOf,
  turned,
  type View,
  within,
  zoomedAt,
} from "./crop";
import { pressed } from "./useStage";

/** Which pixel of the picture is seen at a place. */
function seenAt(view: View, { x, y }: Spot): readonly [number, number] {
  const side = sideOf(wide, view.zoom, view.rotation);
  const angle = (view.rotation * Math.PI) / 180;
  const [right, down] = [x * side, y * side];
  return [
    view.x + right * Math.cos(angle) + down * Math.sin(angle),
    view.y - right * Math.sin(angle) + down * Math.cos(angle),
  ];
}

const wide = { width: 1600, height: 900 };

describe("the square of a picture", () => {
  it("begins as the largest square in the middle", () => {
    expect(cropOf(wide, centred(wide))).toEqual({ x: 350, y: 0, side: 900, rotation: 0 });
    expect(cropOf({ width: 3, height: 5 }, centred({ width: 3, height: 5 }))).toEqual({
      x: 0,
      y: 1,
      side: 3,
      rotation: 0,
    });
  });
  it("never leaves the picture, however far it is dragged or zoomed", () => {
    for (const facts of [wide, { width: 97, height: 2000 }, { width: 1, height: 1 }]) {
      for (const x of [-5000, 0, 800.4, 5000]) {
        for (const zoom of [0.1, 1, 2.7, 50]) {
          const crop = cropOf(facts, { x, y: x / 2, zoom, rotation: 0 });
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
    expect(largestZoom({ width: 60, height: 60 }, 0)).toBe(1);
    expect(largestZoom({ width: 192, height: 400 }, 0)).toBe(2);
    expect(largestZoom({ width: 8000, height: 8000 }, 0)).toBe(8);
    expect(sideOf(wide, 2, 0)).toBe(450);
  });
  it("keeps the middle while zooming, as far as the edges allow", () => {
    expect(within(wide, { x: 700, y: 450, zoom: 2, rotation: 0 })).toEqual({
      x: 700,
      y: 450,
      zoom: 2,
      rotation: 0,
    });
    expect(within(wide, { x: 0, y: 0, zoom: 2, rotation: 0 })).toEqual({
      x: 225,
      y: 225,
      zoom: 2,
      rotation: 0,
    });
  });
  it("shows no empty corner, however the picture is turned", () => {
    for (const rotation of [-180, -90, -33, 1, 45, 89.5, 170]) {
      const view = within(wide, { x: 0, y: 900, zoom: 1.3, rotation });
      const [cos, sin] = [Math.cos((rotation * Math.PI) / 180), Math.sin((rotation * Math.PI) / 180)];
      const half = sideOf(wide, view.zoom, rotation) / 2;
      for (const [right, down] of [
        [-half, -half],
        [half, -half],
        [-half, half],
        [half, half],
      ] as const) {
        const corner = [view.x + right * cos + down * sin, view.y - right * sin + down * cos] as const;
        const inside = corner[0] > -0.01 && corner[0] < 1600.01 && corner[1] > -0.01 && corner[1] < 900.01;
        expect({ rotation, corner, inside }).toEqual({ rotation, corner, inside: true });
      }
    }
  });
  it("is cut from the box around the turned picture, where it was seen", () => {
    expect(cropOf(wide, turned(wide, { x: 450, y: 450, zoom: 1, rotation: 0 }, 90))).toEqual({
      x: 0,
      y: 0,
      side: 900,
      rotation: 90,
    });
    expect(turned(wide, centred(wide), 270).rotation).toBe(-90);
  });
  it("moves as it is seen, after the turn", () => {
    const quarter = { x: 800, y: 450, zoom: 2, rotation: 90 };
    expect(panned(wide, quarter, 0, 100)).toMatchObject({ x: 900, y: 450 });
  });
  it("zooms into what is under the pointer, however it is turned", () => {
    for (const rotation of [0, 30, 90, -135]) {
      const view = within(wide, { x: 800, y: 450, zoom: 3, rotation });
      for (const spot of [
        { x: 0.4, y: -0.3 },
        { x: -0.1, y: 0.2 },
      ]) {
        const [x, y] = seenAt(view, spot);
        const [afterX, afterY] = seenAt(zoomedAt(wide, view, 4, spot), spot);
        expect([afterX, afterY]).toEqual([expect.closeTo(x, 6), expect.closeTo(y, 6)]);
      }
    }
  });
  it("follows two fingers: what lies under each stays under it", () => {
    const view = within(wide, { x: 800, y: 450, zoom: 2, rotation: 20 });
    const from = [
      { x: -0.1, y: 0 },
      { x: 0.1, y: 0.05 },
    ] as const;
    const to = [
      { x: -0.18, y: 0.04 },
      { x: 0.22, y: 0.14 },
    ] as const;
    const after = pinched(wide, view, from, to);
    expect(after.zoom).toBeCloseTo(4, 6);
    for (const finger of [0, 1] as const) {
      const [x, y] = seenAt(view, from[finger]);
      expect(seenAt(after, to[finger])).toEqual([expect.closeTo(x, 6), expect.closeTo(y, 6)]);
    }
  });
  it("does with keys what the mouse does, and starts again", () => {
    const first = centred(wide);
    expect(pressed(wide, first, "=", false)?.zoom).toBeCloseTo(1.1);
    expect(pressed(wide, first, "}", true)?.rotation).toBe(90);
    expect(pressed(wide, first, "ArrowRight", true)?.x).toBe(890);
    const moved = turned(wide, { ...first, x: 500, zoom: 2 }, 33);
    expect(isUntouched(wide, moved)).toBe(false);
    expect(pressed(wide, moved, "0", false)).toEqual(first);
    expect(isUntouched(wide, within(wide, first))).toBe(true);
    expect(pressed(wide, first, "a", false)).toBeUndefined();
  });
});
