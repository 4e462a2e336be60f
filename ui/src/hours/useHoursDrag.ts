/** Painting, moving and resizing hours with a pointer: mouse, pen or finger. Escape puts back what was. */
import { type PointerEvent, useCallback, useEffect, useRef, useState } from "react";
import { createStore, type Store, useStore } from "../store/store";
import {
  type DayName,
  dayAfter,
  dayBefore,
  dayLength,
  days,
  fineStep,
  move,
  paint,
  type Range,
  resizeEnd,
  resizeStart,
  sameRange,
  step,
} from "./week";

export type Part = "paint" | "move" | "start" | "end";

export interface Drag {
  readonly day: DayName;
  readonly part: Part;
  /** As it would be if it were let go now. */
  readonly range: Range;
}

interface Grip {
  readonly day: DayName;
  readonly part: Part;
  readonly pointer: number;
  /** The minute that was taken hold of. */
  readonly origin: number;
  /** Where the hours were; nothing while painting. */
  readonly before: Range | undefined;
  readonly x: number;
  readonly y: number;
  readonly captured: Element;
  moved: boolean;
}

interface Handlers {
  rangeOf(day: DayName): Range | undefined;
  /** Let go with another range than before. */
  drop(day: DayName, part: Part, range: Range): void;
  /** Pressed and let go without moving. */
  press(day: DayName, part: Part): void;
}

const slack = 3;

function isDay(value: string | undefined): value is DayName {
  return value !== undefined && (days as readonly string[]).includes(value);
}

function isPart(value: string | undefined): value is Part {
  return value === "move" || value === "start" || value === "end";
}

/** The minute under the pointer; beyond the lane's end it goes on past midnight. */
function minuteAt(lane: Element, clientX: number): number {
  const box = lane.getBoundingClientRect();
  const rightToLeft = getComputedStyle(lane).direction === "rtl";
  const way = rightToLeft ? box.right - clientX : clientX - box.left;
  return box.width > 0 ? (way / box.width) * dayLength : 0;
}

export type Drags = Store<Drag | undefined>;

/** The drag, for a day that shows something of it: its own and the one before, whose hours may reach into it. */
export function useDragOn(drags: Drags, day: DayName): Drag | undefined {
  return useStore(drags, (drag) => (drag?.day === day || drag?.day === dayBefore(day) ? drag : undefined));
}

/**
 * What is dragged is held beside the components: only the days it touches are drawn while the pointer moves, which a slow computer
 * would feel otherwise.
 */
export function useHoursDrag(handlers: Handlers) {
  const [drags] = useState((): Drags => createStore<Drag | undefined>(undefined));
  const grip = useRef<Grip | undefined>(undefined);
  const shown = useRef<Range | undefined>(undefined);
  const lanes = useRef(new Map<DayName, HTMLElement>());

  const show = useCallback(
    (drag: Drag | undefined) => {
      drags.set(drag);
      const week = grip.current?.captured.closest<HTMLElement>("[data-week]");
      if (drag === undefined) {
        delete week?.dataset.dragging;
      } else if (week) {
        week.dataset.dragging = drag.part;
      }
    },
    [drags],
  );

  const stop = useCallback(() => {
    show(undefined);
    const held = grip.current;
    grip.current = undefined;
    shown.current = undefined;
    if (held?.captured.hasPointerCapture(held.pointer)) {
      held.captured.releasePointerCapture(held.pointer);
    }
  }, [show]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && drags.get() !== undefined) {
        event.preventDefault();
        event.stopPropagation();
        stop();
      }
    };
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, [drags, stop]);

  const minuteFor = (held: Grip, event: PointerEvent): number => {
    const own = lanes.current.get(held.day);
    if (own === undefined) {
      return held.origin;
    }
    const next = lanes.current.get(dayAfter(held.day));
    if (held.part === "end" && next !== undefined) {
      const ownBox = own.getBoundingClientRect();
      const box = next.getBoundingClientRect();
      const below = box.top >= ownBox.bottom && event.clientY > (ownBox.bottom + box.top) / 2;
      const inside = event.clientY >= box.top && event.clientY <= box.bottom;
      if (below || inside) {
        return dayLength + Math.max(1, minuteAt(next, event.clientX));
      }
    }
    return minuteAt(own, event.clientX);
  };

  const rangeFor = (held: Grip, event: PointerEvent): Range => {
    // Some desktops keep Alt and a drag for moving windows, so Control and Command do the same.
    const grid = event.altKey || event.ctrlKey || event.metaKey ? fineStep : step;
    const minute = minuteFor(held, event);
    const before = held.before;
    if (before === undefined || held.part === "paint") {
      return paint(held.origin, minute, grid);
    }
    switch (held.part) {
      case "start":
        return resizeStart(before, before.from + (minute - held.origin), grid);
      case "end":
        return resizeEnd(before, before.to + (minute - held.origin), grid);
      case "move":
        return move(before, before.from + (minute - held.origin), grid);
    }
  };

  const onPointerDown = (event: PointerEvent) => {
    const target = event.target instanceof Element ? event.target : undefined;
    const lane = target?.closest<HTMLElement>("[data-lane]");
    if (
      target === undefined ||
      lane === null ||
      lane === undefined ||
      event.button !== 0 ||
      !event.isPrimary
    ) {
      return;
    }
    const held = target.closest<HTMLElement>("[data-part]");
    const owner = held?.dataset.owner ?? lane.dataset.lane;
    const named = held?.dataset.part;
    const part: Part = isPart(named) ? named : "paint";
    if (!isDay(owner) || target.closest("[data-still]") !== null) {
      return;
    }
    event.preventDefault();
    // Otherwise a touch keeps to the element it began on, and the pointer could be lost outside the lane.
    lane.setPointerCapture(event.pointerId);
    grip.current = {
      day: owner,
      part,
      pointer: event.pointerId,
      // An edge keeps its distance to the hand; an end that lies on the next day is counted from there.
      origin: minuteAt(lane, event.clientX) + (part === "end" && lane.dataset.lane !== owner ? dayLength : 0),
      before: part === "paint" ? undefined : handlers.rangeOf(owner),
      x: event.clientX,
      y: event.clientY,
      captured: lane,
      moved: false,
    };
  };

  const onPointerMove = (event: PointerEvent) => {
    const held = grip.current;
    if (held === undefined || event.pointerId !== held.pointer) {
      return;
    }
    const way = Math.hypot(event.clientX - held.x, event.clientY - held.y);
    if (!held.moved && way < slack) {
      return;
    }
    held.moved = true;
    const range = rangeFor(held, event);
    if (!sameRange(range, shown.current)) {
      shown.current = range;
      show({ day: held.day, part: held.part, range });
    }
  };

  const onPointerUp = (event: PointerEvent) => {
    const held = grip.current;
    if (held === undefined || event.pointerId !== held.pointer) {
      return;
    }
    const range = shown.current;
    stop();
    if (!held.moved) {
      handlers.press(held.day, held.part);
    } else if (range !== undefined && !sameRange(range, held.before)) {
      handlers.drop(held.day, held.part, range);
    }
  };

  return {
    drags,
    laneRef: useCallback((day: DayName, lane: HTMLElement | null) => {
      if (lane === null) {
        lanes.current.delete(day);
      } else {
        lanes.current.set(day, lane);
      }
    }, []),
    bind: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: stop },
  };
}
