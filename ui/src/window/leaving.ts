/**
 * Closing the window. Whoever holds something that would be lost or is under way registers here: it is kept first, then one
 * dialog names what is left, and only "Close anyway" closes over it.
 */
import { useSyncExternalStore } from "react";
import { commands } from "../bridge";

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
const listeners = new Set<() => void>();
let state: Leaving = { kind: "staying" };

function become(next: Leaving): void {
  state = next;
  for (const tell of listeners) {
    tell();
  }
}

const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

async function close(): Promise<void> {
  become({ kind: "closing" });
  try {
    await commands.closeWindow();
  } catch {
    become({ kind: "staying" });
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
    if (state.kind !== "staying") {
      return;
    }
    become({ kind: "keeping" });
    await commitField();
    const kept = [...holders].map(async ({ keep }) => keep?.());
    await Promise.race([Promise.allSettled(kept), pause(patience)]);
    const losses = [...holders].flatMap(({ what }) => what() ?? []);
    if (losses.length === 0) {
      await close();
    } else {
      become({ kind: "asking", losses });
    }
  },
  stay: () => become({ kind: "staying" }),
  close,
  subscribe(tell: () => void): () => void {
    listeners.add(tell);
    return () => listeners.delete(tell);
  },
  current: (): Leaving => state,
};

export function useLeaving(): Leaving {
  return useSyncExternalStore(leaving.subscribe, leaving.current);
}
