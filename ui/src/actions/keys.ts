/** Keys: what those of the table of actions are called on this computer, and whether they were pressed. */
import { getHotkeyHandler } from "@mantine/hooks";
import type { KeyboardEvent as ReactKeyboardEvent } from "react";
import { commandKey } from "../window/platform";
import { type ActionId, actions } from "./actions";

const named: Readonly<Record<string, string>> = {
  mod: commandKey,
  shift: "Shift",
  alt: "Alt",
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
};

/** The keys of one way to press it, by their names: `mod+K` is Ctrl and K, or ⌘ and K. */
export function keyNames(way: string): readonly string[] {
  return way.split("+").map((key) => named[key] ?? key);
}

/** The keys of an action as the sheet shows them: the way that comes first, with what else there is for another direction or number. */
export function shownKeys(id: ActionId): readonly string[] {
  const { keys: ways = [], either = false } = actions[id];
  const [first = "", ...more] = ways;
  if (first === "" || !either) {
    return first === "" ? [] : keyNames(first);
  }
  const names = keyNames(first);
  const last = keyNames(more.at(-1) ?? first).at(-1) ?? "";
  return more.length === 1 ? [...names, last] : [...names.slice(0, -1), `${names.at(-1)}–${last}`];
}

/** An action's keys in one line, for tooltips; `at` where it has one for each of several things. */
export function keysText(id: ActionId, at = 0): string {
  const way = actions[id].keys?.[at];
  return way === undefined ? "" : keyNames(way).join(" ");
}

/** Which way of an action was pressed, from 0; nothing where it was another key. */
export function pressedWay(id: ActionId, press: KeyboardEvent | ReactKeyboardEvent): number | undefined {
  let pressed: number | undefined;
  const note = (way: number) => () => {
    pressed = way;
  };
  const ways = actions[id].keys ?? [];
  getHotkeyHandler(ways.map((way, at) => [way, note(at), { preventDefault: false }]))(
    press as ReactKeyboardEvent<HTMLElement>,
  );
  return pressed;
}
