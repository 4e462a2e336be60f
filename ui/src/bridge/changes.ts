/** Changes that move: the core tells whenever something happens to one that is not done with. */
import { type ChangesMoved, events } from "./bindings";
import { onEvent } from "./events";

export function onChangesMoved(hear: (moved: ChangesMoved) => void): () => void {
  return onEvent(events.changesMoved, hear);
}
