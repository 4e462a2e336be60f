/** The window shall close: the core asks the page first. */
import { events } from "./bindings";
import { onEvent } from "./events";

export function onClosingAsked(hear: () => void): () => void {
  return onEvent(events.closingAsked, hear);
}
