/** The square of a picture that is kept: moved, zoomed and turned, never beyond the picture. Pure. */
import type { Crop, PictureFacts } from "../bridge";

/**
 * The centre of the square in pixels of the picture as it was before it is turned, how far it is zoomed in (1 is as large
 * a square as fits), and by how many degrees the picture is turned, clockwise.
 */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly rotation: number;
}

/** A square smaller than this would be enlarged, in pixels. */
const smallestSide = 96;
const mostZoom = 8;

function turn(degrees: number): { readonly cos: number; readonly sin: number } {
  const radians = (degrees * Math.PI) / 180;
  // A quarter turn is exact.
  const whole = (value: number) => (Math.abs(value) < 1e-9 ? 0 : value);
  return { cos: whole(Math.cos(radians)), sin: whole(Math.sin(radians)) };
}

/** How much wider than itself a turned square is. */
function spread(rotation: number): number {
  const { cos, sin } = turn(rotation);
  return Math.abs(cos) + Math.abs(sin);
}

export function largestZoom(facts: PictureFacts, rotation: number): number {
  return Math.min(mostZoom, Math.max(1, sideOf(facts, 1, rotation) / smallestSide));
}

export function sideOf({ width, height }: PictureFacts, zoom: number, rotation: number): number {
  return Math.min(width, height) / spread(rotation) / zoom;
}

export function centred({ width, height }: PictureFacts): View {
  return { x: width / 2, y: height / 2, zoom: 1, rotation: 0 };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** The nearest view that stays within the picture. */
export function within(facts: PictureFacts, view: View): View {
  const rotation = clamp(view.rotation, -180, 180);
  const zoom = clamp(view.zoom, 1, largestZoom(facts, rotation));
  const half = (sideOf(facts, zoom, rotation) * spread(rotation)) / 2;
  return {
    x: clamp(view.x, half, facts.width - half),
    y: clamp(view.y, half, facts.height - half),
    zoom,
    rotation,
  };
}

/** Moved by pixels as they are seen, after the turn. */
export function panned(facts: PictureFacts, view: View, x: number, y: number): View {
  const { cos, sin } = turn(view.rotation);
  return within(facts, { ...view, x: view.x + x * cos + y * sin, y: view.y - x * sin + y * cos });
}

/** A place on the square as it is seen, from its middle: half its side is 0.5. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Zoomed so that what lies at a place stays there, as far as the edges allow. */
export function zoomedAt(facts: PictureFacts, view: View, zoom: number, { x, y }: Spot): View {
  const zoomed = within(facts, { ...view, zoom });
  const shrunk = sideOf(facts, view.zoom, view.rotation) - sideOf(facts, zoomed.zoom, view.rotation);
  return panned(facts, { ...view, zoom: zoomed.zoom }, x * shrunk, y * shrunk);
}

/** Two fingers: what lay between them follows them, and grows as they part. */
export function pinched(
  facts: PictureFacts,
  view: View,
  from: readonly [Spot, Spot],
  to: readonly [Spot, Spot],
): View {
  const apart = ([one, other]: readonly [Spot, Spot]) => Math.hypot(one.x - other.x, one.y - other.y);
  const middle = ([one, other]: readonly [Spot, Spot]) => ({
    x: (one.x + other.x) / 2,
    y: (one.y + other.y) / 2,
  });
  const [before, after] = [middle(from), middle(to)];
  const grown = apart(from) > 0.01 ? apart(to) / apart(from) : 1;
  const zoomed = zoomedAt(facts, view, view.zoom * grown, before);
  const side = sideOf(facts, zoomed.zoom, zoomed.rotation);
  return panned(facts, zoomed, (before.x - after.x) * side, (before.y - after.y) * side);
}

/** Whether nothing was moved, zoomed or turned. */
export function isUntouched(facts: PictureFacts, view: View): boolean {
  const first = centred(facts);
  return (
    view.zoom === first.zoom &&
    view.rotation === first.rotation &&
    Math.abs(view.x - first.x) < 0.5 &&
    Math.abs(view.y - first.y) < 0.5
  );
}

/** Turned to an angle; beyond half a turn it goes on from the other side. */
export function turned(facts: PictureFacts, view: View, rotation: number): View {
  const around = rotation > 180 ? rotation - 360 : rotation < -180 ? rotation + 360 : rotation;
  return within(facts, { ...view, rotation: around });
}

/** Whole pixels of the upright box around the turned picture. */
export function cropOf(facts: PictureFacts, view: View): Crop {
  const { x, y, zoom, rotation } = within(facts, view);
  const { cos, sin } = turn(rotation);
  const { width, height } = facts;
  const boxWidth = width * Math.abs(cos) + height * Math.abs(sin);
  const boxHeight = width * Math.abs(sin) + height * Math.abs(cos);
  const side = Math.max(1, Math.floor(sideOf(facts, zoom, rotation)));
  const [fromX, fromY] = [x - width / 2, y - height / 2];
  const left = boxWidth / 2 + fromX * cos - fromY * sin - side / 2;
  const top = boxHeight / 2 + fromX * sin + fromY * cos - side / 2;
  return {
    x: clamp(Math.round(left), 0, Math.floor(boxWidth) - side),
    y: clamp(Math.round(top), 0, Math.floor(boxHeight) - side),
    side,
    rotation,
  };
}
