/** What the actions do at this moment: each part of the window says so for those it can do, while it is there. */
import { useEffect, useLayoutEffect, useRef } from "react";
import type { MessageId } from "../i18n";
import { createStore, useStore } from "../store/store";
import type { ActionId } from "./actions";

export interface Offer {
  readonly id: ActionId;
  /** What it is called now, where that is something else than usually. */
  readonly label: MessageId | undefined;
  /** What it would be done to, such as a connection's name; said quietly beside it. */
  readonly about: string | undefined;
  /** Whether the palette offers it. */
  readonly listed: boolean;
  /** `way` says which of its keys was pressed, from 0. */
  readonly run: (way?: number) => void;
}

const registered = createStore<readonly Offer[]>([]);

interface UseAction {
  /** Whether it can be done now; if not, no key does it and it is not offered. */
  readonly available?: boolean;
  /** Whether it would do something now; if not, the palette leaves it out, and its keys are heard all the same. */
  readonly listed?: boolean;
  readonly label?: MessageId | undefined;
  readonly about?: string | undefined;
}

/** Says what an action does while the component is there. */
export function useAction(
  id: ActionId,
  run: (way?: number) => void,
  { available = true, listed = true, label, about }: UseAction = {},
): void {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!available) {
      return;
    }
    const mine: Offer = { id, label, about, listed, run: (way) => latest.current(way) };
    registered.update((now) => [...now, mine]);
    return () => registered.update((now) => now.filter((each) => each !== mine));
  }, [id, available, listed, label, about]);
}

/** Of two parts that do the same, the one that came last counts. */
function lastOfEach(offers: readonly Offer[]): readonly Offer[] {
  return [...new Map(offers.map((offer) => [offer.id, offer])).values()];
}

/** What can be done now, drawn again when it changes. */
export function useOffers(): readonly Offer[] {
  return lastOfEach(useStore(registered));
}

/** Does an action, where somebody can. */
export function perform(id: ActionId): void {
  registered
    .get()
    .findLast((offer) => offer.id === id)
    ?.run();
}
