/**
 * Closing the window. Whoever holds something that would be lost or is under way registers here: it is kept first, then one
 * dialog names what is left, and only "Close anyway" closes over it.
 */
import { commands } from "../bridge";
import { createStore, useStore } from "../store/store";

export interface Holder {
  /** Puts what it holds where it outlives the window. Called before every question; changes nothing else. */
  readonly keep?: () => Promise<unknown>;
  /** What would be lost or broken off, in words; nothing where the window may close. */
  readonly what: () => string | undefined;
}

export type Leaving =
  | { readonly kind: "staying" }
  | { readonly kind: "keeping" }
  | { readonly kind: "asking"; readonly losses: readonly string[] }
  | { readonly kind: "closing" };

/** How long keeping may take before the dialog asks, in milliseconds. */
const patience = 5000;
/** Enough for what a field commits when it loses the focus to reach the drafts, in milliseconds. */
const settled = 50;

const holders = new Set<Holder>();
const state = createStore<Leaving>({ kind: "staying" });

const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

async function close(): Promise<void> {
  state.set({ kind: "closing" });
  try {
    await commands.closeWindow();
  } catch {
    state.set({ kind: "staying" });
  }
}

/** What a field holds that commits when it is left: it is left, and gets the focus back. */
async function commitField(): Promise<void> {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    field.blur();
    await pause(settled);
    field.focus();
  } else {
    await pause(settled);
  }
}

export const leaving = {
  /** Answers how to take it back. */
  register(holder: Holder): () => void {
    holders.add(holder);
    return () => holders.delete(holder);
  },
  /** Somebody wants to close the window. */
  async ask(): Promise<void> {
    void commands.closingHeard();
    // A dialog that is open already waits for its answer.
    if (state.get().kind !== "staying") {
      return;
    }
    state.set({ kind: "keeping" });
    await commitField();
    const kept = [...holders].map(async ({ keep }) => keep?.());
    await Promise.race([Promise.allSettled(kept), pause(patience)]);
    const losses = [...holders].flatMap(({ what }) => what() ?? []);
    if (losses.length === 0) {
      await close();
    } else {
      state.set({ kind: "asking", losses });
    }
  },
  stay: () => state.set({ kind: "staying" }),
  close,
};

export function useLeaving(): Leaving {
  return useStore(state);
}
