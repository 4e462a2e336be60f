import { act, render, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { createStore, type Store, useStore, withEntry } from "./store";

interface OneProps {
  readonly store: Store<{ readonly one: number; readonly other: number }>;
  readonly onDraw: () => void;
}

function One({ store, onDraw }: OneProps) {
  onDraw();
  return <p>{useStore(store, ({ one }) => one)}</p>;
}

describe("a store", () => {
  it("tells whoever hears of another value, and nobody of the same one", () => {
    const store = createStore(1);
    const hear = vi.fn();
    const stop = store.subscribe(hear);
    store.set(2);
    store.set(2);
    store.update((now) => now + 1);
    expect(store.get()).toBe(3);
    expect(hear).toHaveBeenCalledTimes(2);
    stop();
    store.set(4);
    expect(hear, "one that stopped hearing is still told").toHaveBeenCalledTimes(2);
  });

  it("draws what uses a part of it only when that part is another one", () => {
    const store = createStore({ one: 1, other: 1 });
    const onDraw = vi.fn();
    render(<One store={store} onDraw={onDraw} />);
    const before = onDraw.mock.calls.length;
    act(() => store.update((now) => ({ ...now, other: 2 })));
    expect(onDraw, "a change beside it has drawn it again").toHaveBeenCalledTimes(before);
    act(() => store.update((now) => ({ ...now, one: 2 })));
    expect(screen.getByText("2")).toBeTruthy();
  });

  it("changes no map that somebody holds", () => {
    const before = new Map([["a", 1]]);
    const after = withEntry(before, "b", 2);
    expect([...before.keys()]).toEqual(["a"]);
    expect([...after.keys()]).toEqual(["a", "b"]);
    expect([...withEntry(after, "a", undefined).keys()]).toEqual(["b"]);
  });
});
