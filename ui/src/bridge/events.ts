/** What the core says by itself: events, and channels for the progress of long jobs. */
import { Channel } from "@tauri-apps/api/core";
import type { EventCallback, UnlistenFn } from "@tauri-apps/api/event";

export type { EventCallback, UnlistenFn };
export { Channel };

/** A channel that hands each message on, as the commands with progress want it. */
export function channel<Message>(onMessage: (message: Message) => void): Channel<Message> {
  const made = new Channel<Message>();
  made.onmessage = onMessage;
  return made;
}

interface Listenable<Payload> {
  listen(hear: EventCallback<Payload>): Promise<UnlistenFn>;
}

/** Listens until the returned function is called, also when it is called before the listener stands. */
export function onEvent<Payload>(event: Listenable<Payload>, hear: (payload: Payload) => void): () => void {
  let gone = false;
  let stop: UnlistenFn | undefined;
  void event
    .listen(({ payload }) => hear(payload))
    .then((unlisten) => {
      stop = unlisten;
      if (gone) {
        unlisten();
      }
    });
  return () => {
    gone = true;
    stop?.();
  };
}
