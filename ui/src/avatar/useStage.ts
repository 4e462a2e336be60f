/** Hands on the picture: one finger or the mouse moves it, two fingers or the wheel zoom, keys do all of it. */
import { type KeyboardEvent, type PointerEvent, type RefCallback, useCallback, useRef } from "react";
import type { PictureFacts } from "../bridge";
import { centred, panned, pinched, type Spot, sideOf, turned, type View, within, zoomedAt } from "./crop";

const wheelStep = 0.0015;
/** A wheel that counts in lines or pages instead of pixels. */
const wheelUnits = [1, 16, 280] as const;
const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const turns: Readonly<Record<string, number>> = { "[": -1, "]": 1, "{": -90, "}": 90 };
/** `=` and `_` are the same keys with and without Shift. */
const zooms: Readonly<Record<string, number>> = { "+": 1.1, "=": 1.1, "-": 1 / 1.1, _: 1 / 1.1 };

/** Where a view leads when a key is pressed; nothing for a key that leads nowhere. */
export function pressed(facts: PictureFacts, view: View, key: string, far: boolean): View | undefined {
  const way = sideOf(facts, view.zoom, view.rotation) * (far ? 0.1 : 0.02);
  const direction = directions[key];
  const zoom = zooms[key];
  const angle = turns[key];
  if (direction !== undefined) {
    return panned(facts, view, direction[0] * way, direction[1] * way);
  }
  if (zoom !== undefined) {
    return within(facts, { ...view, zoom: view.zoom * zoom });
  }
  if (angle !== undefined) {
    return turned(facts, view, view.rotation + angle);
  }
  return key === "0" ? centred(facts) : undefined;
}

function spotOf(stage: Element, { clientX, clientY }: { clientX: number; clientY: number }): Spot {
  const { left, top, width, height } = stage.getBoundingClientRect();
  return { x: (clientX - left) / (width || 1) - 0.5, y: (clientY - top) / (height || 1) - 0.5 };
}

export function useStage(facts: PictureFacts, setView: (change: (now: View) => View) => void) {
  const held = useRef(new Map<number, Spot>());
  const letGo = (event: PointerEvent) => {
    held.current.delete(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    const from = held.current.get(event.pointerId);
    if (from === undefined) {
      return;
    }
    const to = spotOf(event.currentTarget, event);
    const other = [...held.current].find(([id]) => id !== event.pointerId)?.[1];
    held.current.set(event.pointerId, to);
    setView((now) => {
      const side = sideOf(facts, now.zoom, now.rotation);
      return other === undefined
        ? panned(facts, now, (from.x - to.x) * side, (from.y - to.y) * side)
        : pinched(facts, now, [from, other], [to, other]);
    });
  };
  // React listens to the wheel without a say in whether the dialog behind scrolls along.
  const ref: RefCallback<HTMLElement> = useCallback(
    (stage) => {
      const onWheel = (event: WheelEvent) => {
        event.preventDefault();
        const way = event.deltaY * (wheelUnits[event.deltaMode] ?? 1) * wheelStep;
        const at = spotOf(event.currentTarget as Element, event);
        setView((now) => zoomedAt(facts, now, now.zoom * Math.exp(-way), at));
      };
      stage?.addEventListener("wheel", onWheel, { passive: false });
      return () => stage?.removeEventListener("wheel", onWheel);
    },
    [facts, setView],
  );
  return {
    ref,
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      // A third finger changes nothing.
      if (held.current.size < 2) {
        held.current.set(event.pointerId, spotOf(event.currentTarget, event));
      }
    },
    onPointerMove,
    onPointerUp: letGo,
    onPointerCancel: letGo,
    onLostPointerCapture: letGo,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      if (pressed(facts, centred(facts), event.key, false) !== undefined) {
        event.preventDefault();
        const { key, shiftKey } = event;
        setView((now) => pressed(facts, now, key, shiftKey) ?? now);
      }
    },
  };
}
