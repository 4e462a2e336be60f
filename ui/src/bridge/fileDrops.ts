/** Files dragged onto the window. Their paths stay in the core: the window learns tokens and the place. */
import { events, type FilesDropped, type FilesHover } from "./bindings";
import { onEvent } from "./events";

/** Files are held over the window, or no longer. */
export function onFilesHeld(hear: (held: FilesHover) => void): () => void {
  return onEvent(events.filesHover, hear);
}

/** Files were let go over the window. */
export function onFilesDropped(hear: (dropped: FilesDropped) => void): () => void {
  return onEvent(events.filesDropped, hear);
}
