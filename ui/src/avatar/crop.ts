/** The square of a picture that is kept: moved and zoomed, never beyond the picture. Pure. */
import type { Crop, PictureFacts } from "../bridge";

/** The centre of the square in pixels of the picture, and how far it is zoomed in: 1 is as large a square as fits. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** A square smaller than this would be enlarged, in pixels. */
const smallestSide = 96;
const mostZoom = 8;

export function largestZoom({ width, height }: PictureFacts): number {
  return Math.min(mostZoom, Math.max(1, Math.min(width, height) / smallestSide));
}

export function sideOf({ width, height }: PictureFacts, zoom: number): number {
  return Math.min(width, height) / zoom;
}

export function centred({ width, height }: PictureFacts): View {
  return { x: width / 2, y: height / 2, zoom: 1 };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** The nearest view that stays within the picture. */
export function within(facts: PictureFacts, view: View): View {
  const zoom = clamp(view.zoom, 1, largestZoom(facts));
  const half = sideOf(facts, zoom) / 2;
  return {
    x: clamp(view.x, half, facts.width - half),
    y: clamp(view.y, half, facts.height - half),
    zoom,
  };
}

/** Whole pixels, inside the picture. */
export function cropOf(facts: PictureFacts, view: View): Crop {
  const { x, y, zoom } = within(facts, view);
  const side = Math.max(1, Math.floor(sideOf(facts, zoom)));
  return {
    x: clamp(Math.round(x - side / 2), 0, facts.width - side),
    y: clamp(Math.round(y - side / 2), 0, facts.height - side),
    side,
  };
}
