/** Files dragged onto the window. Their paths stay in the core: the window learns tokens and the place. */
import type { CallboardError, ChosenFile } from "./bindings";
import { onEvent } from "./events";

export interface HeldFiles {
  /** CSS pixels from the left and the top; nothing when they left. */
  readonly x: number | null;
  readonly y: number | null;
}

export interface DroppedFiles {
  readonly x: number;
  readonly y: number;
  /** The files that can be used. */
  readonly files: readonly ChosenFile[];
  /** Why others cannot. */
  readonly refused: readonly CallboardError[];
}

export function onFilesHeld(hear: (held: HeldFiles) => void): () => void {
  return onEvent<HeldFiles>("files-hover", hear);
}

export function onFilesDropped(hear: (dropped: DroppedFiles) => void): () => void {
  return onEvent<DroppedFiles>("files-dropped", hear);
}
