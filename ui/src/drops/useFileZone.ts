import { type RefObject, useEffect, useRef, useState } from "react";
import { CallboardFailure, type ChosenFile, onFilesDropped, onFilesHeld } from "../bridge";

interface Zone {
  readonly box: RefObject<HTMLElement | null>;
  readonly enabled: boolean;
  readonly onFile: (file: ChosenFile) => void;
  /** Takes all that were let go together, in place of `onFile` and `onRefused`. */
  readonly onFiles?: (files: readonly ChosenFile[], refused: readonly unknown[]) => void;
  /** None of the files can be used; why the first one cannot. */
  readonly onRefused: (error: unknown) => void;
}

/** Whether a place of the window lies in a box, and nothing such as a dialog lies over it. */
function holds(box: HTMLElement | null, x: number | null, y: number | null): boolean {
  if (box === null || x === null || y === null) {
    return false;
  }
  const { left, right, top, bottom } = box.getBoundingClientRect();
  if (x < left || x > right || y < top || y > bottom) {
    return false;
  }
  const seen = document.elementFromPoint(x, y);
  return seen === null || box.contains(seen);
}

/** A place on the page that takes a file dragged onto the window. Answers whether one is held over it. */
export function useFileZone({ box, enabled, onFile, onFiles, onRefused }: Zone): boolean {
  const [held, setHeld] = useState(false);
  const latest = useRef({ onFile, onFiles, onRefused });
  useEffect(() => {
    latest.current = { onFile, onFiles, onRefused };
  });
  useEffect(() => {
    if (!enabled) {
      setHeld(false);
      return;
    }
    const stops = [
      onFilesHeld(({ x, y }) => setHeld(holds(box.current, x, y))),
      onFilesDropped(({ x, y, files, refused }) => {
        setHeld(false);
        if (!holds(box.current, x, y)) {
          return;
        }
        if (latest.current.onFiles !== undefined) {
          latest.current.onFiles(
            files,
            refused.map((error) => new CallboardFailure(error)),
          );
          return;
        }
        const [file] = files;
        const [error] = refused;
        if (file !== undefined) {
          latest.current.onFile(file);
        } else if (error !== undefined) {
          latest.current.onRefused(new CallboardFailure(error));
        }
      }),
    ];
    return () => {
      for (const stop of stops) {
        stop();
      }
    };
  }, [box, enabled]);
  return held;
}
