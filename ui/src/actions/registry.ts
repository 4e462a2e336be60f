/** What the actions do at this moment: each part of the window says so for those it can do, while it is there. */
import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from "react";
import type { MessageId } from "../i18n";
import type { ActionId } from "./actions";

export interface Offer {
  readonly id: ActionId;
  /** What it is called now, where that is something else than usually. */
  readonly label: MessageId | undefined;
  /** What it would be done to, such as a connection's name; said quietly beside it. */
  readonly about: string | undefined;
  /** `way` says which of its keys was pressed, from 0. */
  readonly run: (way?: number) => void;
}

interface Registered {
  readonly offer: Offer;
}

let registered: readonly Registered[] = [];
let offers: readonly Offer[] = [];
const listeners = new Set<() => void>();

function put(next: readonly Registered[]): void {
  registered = next;
  // Of two parts that do the same, the one that came last counts.
  offers = [...new Map(next.map(({ offer }) => [offer.id, offer])).values()];
  for (const tell of listeners) {
    tell();
  }
}

interface UseAction {
  /** Whether it can be done now; if not, no key does it and it is not offered. */
  readonly available?: boolean;
  readonly label?: MessageId | undefined;
  readonly about?: string | undefined;
}

/** Says what an action does while the component is there. */
export function useAction(
  id: ActionId,
  run: (way?: number) => void,
  { available = true, label, about }: UseAction = {},
): void {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!available) {
      return;
    }
    const mine: Registered = { offer: { id, label, about, run: (way) => latest.current(way) } };
    put([...registered, mine]);
    return () => put(registered.filter((each) => each !== mine));
  }, [id, available, label, about]);
}

const subscribe = (tell: () => void) => {
  listeners.add(tell);
  return () => {
    listeners.delete(tell);
  };
};

/** What can be done now. */
export const offered = (): readonly Offer[] => offers;

/** What can be done now, drawn again when it changes. */
export function useOffers(): readonly Offer[] {
  return useSyncExternalStore(subscribe, offered);
}

/** Does an action, where somebody can. */
export function perform(id: ActionId, way?: number): void {
  offers.find((offer) => offer.id === id)?.run(way);
}
