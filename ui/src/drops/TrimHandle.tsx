import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import classes from "./Sound.module.css";

interface TrimHandleProps {
  readonly side: "start" | "end";
  readonly label: string;
  /** Seconds, and the same in words. */
  readonly value: number;
  readonly spoken: string;
  readonly least: number;
  readonly most: number;
  /** Where it stands in what is seen, 0 to 1; beyond when it is out of sight. */
  readonly place: number;
  readonly describedBy: string;
  /** The moment under a place of the window. */
  readonly momentAt: (clientX: number) => number;
  readonly onMove: (seconds: number) => void;
  /** 1 is closer, -1 further away. */
  readonly onZoom: (way: 1 | -1) => void;
  readonly onHold: () => void;
}

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -0.1,
  ArrowDown: -0.1,
  ArrowRight: 0.1,
  ArrowUp: 0.1,
  PageDown: -1,
  PageUp: 1,
};

/** One end of the part that is kept: dragged, or moved with the arrow keys. */
export function TrimHandle(props: TrimHandleProps) {
  const { side, label, value, spoken, least, most, place, describedBy, momentAt, onMove, onZoom } = props;
  const held = useRef(false);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step !== undefined) {
      onMove(value + step * (event.shiftKey ? 10 : event.altKey ? 0.1 : 1));
    } else if (event.key === "Home") {
      onMove(least);
    } else if (event.key === "End") {
      onMove(most);
    } else if (event.key === "+" || event.key === "-") {
      onZoom(event.key === "+" ? 1 : -1);
    } else {
      return;
    }
    event.preventDefault();
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = true;
  };
  const letGo = () => {
    held.current = false;
  };
  return (
    <div
      className={classes.handle}
      data-side={side}
      data-outside={place < 0 || place > 1}
      style={{ left: `${Math.min(1, Math.max(0, place)) * 100}%` }}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={value}
      aria-valuetext={spoken}
      aria-describedby={describedBy}
      onFocus={props.onHold}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => held.current && onMove(momentAt(event.clientX))}
      onPointerUp={letGo}
      onPointerCancel={letGo}
    />
  );
}
