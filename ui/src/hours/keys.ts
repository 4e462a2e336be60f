/** What the keys do to a day's hours: the twin of every drag. */
import { dayLength, fineStep, move, nextStop, type Range, resizeEnd, resizeStart, step } from "./week";

export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

export type KeyMeaning =
  | { readonly kind: "range"; readonly range: Range }
  | { readonly kind: "day"; readonly direction: 1 | -1 }
  | { readonly kind: "type" }
  | { readonly kind: "clear" };

/** Nothing for a key that means nothing here. `mirrored` where the day runs from right to left. */
export function meaningOf(
  press: KeyPress,
  range: Range | undefined,
  mirrored: boolean,
): KeyMeaning | undefined {
  switch (press.key) {
    case "ArrowUp":
      return { kind: "day", direction: -1 };
    case "ArrowDown":
      return { kind: "day", direction: 1 };
    case "Enter":
    case " ":
    case "F2":
      return { kind: "type" };
    case "Delete":
    case "Backspace":
      return range === undefined ? undefined : { kind: "clear" };
    case "ArrowLeft":
    case "ArrowRight": {
      const direction = (press.key === "ArrowRight") === mirrored ? -1 : 1;
      return range === undefined ? undefined : { kind: "range", range: stepped(press, range, direction) };
    }
    default:
      return undefined;
  }
}

/** Alt is the finer grid everywhere; Shift the end, with Control (or Command) the start. */
function stepped(press: KeyPress, range: Range, direction: 1 | -1): Range {
  const grid = press.altKey ? fineStep : step;
  if (press.shiftKey && (press.ctrlKey || press.metaKey)) {
    return resizeStart(range, nextStop(range.from, direction, grid), grid);
  }
  if (press.shiftKey) {
    return resizeEnd(range, nextStop(range.to, direction, grid), grid);
  }
  const stop = nextStop(range.from, direction, grid);
  // A whole day has nowhere to go, and hours at the edge of their day stay there.
  return stop < 0 || stop >= dayLength ? range : move(range, stop, grid);
}
