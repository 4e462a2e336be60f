import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { meaningOf } from "../hours/keys";
import { wayOf } from "../hours/useHoursHistory";
import { speak, text } from "../i18n";
import { openWindow } from "../test-window";
import { openKeysSheet } from "../window/keysSheet";
import { openPalette } from "../window/palette";
import type { Place } from "../window/place";
import { type ActionId, actionIds, actions } from "./actions";
import { keyNames, pressedWay, shownKeys } from "./keys";

const all = actionIds.map((id) => ({ id, ...actions[id] }));

/** A key press as the browser tells it. */
function press(way: string): KeyboardEvent {
  const parts = way.split("+");
  const key = parts.at(-1) ?? "";
  return new KeyboardEvent("keydown", {
    key: key === "Space" ? " " : key,
    ctrlKey: parts.includes("mod"),
    shiftKey: parts.includes("shift"),
    altKey: parts.includes("alt"),
  });
}

/** What keys of two places can be pressed at the same time: those that work anywhere, with those of any one place. */
const meet = (one: string, other: string) => one === other || one === "anywhere" || other === "anywhere";

describe("the keys", () => {
  it("mean one thing in one place", () => {
    const used = all.flatMap(({ id, place, keys = [] }) =>
      keys.map((key) => ({ id, place, key: key.toLowerCase() })),
    );
    const twice = used.filter((one) =>
      used.some((other) => other.id !== one.id && other.key === one.key && meet(one.place, other.place)),
    );
    expect(twice, "one of the two can never be reached").toEqual([]);
  });

  it("are known again by the press, with the modifiers and no others", () => {
    for (const { id, keys = [] } of all) {
      for (const [at, way] of keys.entries()) {
        expect([id, pressedWay(id, press(way))]).toEqual([id, at]);
        expect([
          id,
          pressedWay(id, press(`alt+mod+${way}`.replace("mod+mod", "mod").replace("alt+mod+alt", "mod+alt"))),
        ]).toEqual([id, undefined]);
      }
    }
  });

  it("of the hours do what the sheet says", () => {
    speak("en");
    const range = { from: 540, to: 720 };
    for (const { id, keys = [] } of all.filter(({ place }) => place === "hours")) {
      for (const way of keys) {
        const event = press(way);
        const meant = meaningOf(event, range, false)?.kind ?? wayOf(event as never);
        const expected: Partial<Record<ActionId, string>> = {
          moveHours: "range",
          endHours: "range",
          startHours: "range",
          moveHoursFinely: "range",
          otherDay: "day",
          typeHours: "type",
          closeDay: "clear",
          undoHours: "undo",
          redoHours: "redo",
        };
        expect([id, way, meant]).toEqual([id, way, expected[id]]);
      }
    }
  });

  it("are named as they stand on the keyboard", () => {
    expect(keyNames("mod+shift+Z")).toEqual(["Ctrl", "Shift", "Z"]);
    expect(shownKeys("connection")).toEqual(["Ctrl", "1–9"]);
    expect(shownKeys("moveRow")).toEqual(["↑", "↓"]);
    expect(shownKeys("typeHours")).toEqual(["Enter"]);
    expect(shownKeys("copy")).toEqual([]);
  });

  it("stand on the sheet, every one of them", async () => {
    openWindow({ agents: 3 }, { screen: "settings" });
    await screen.findByRole("heading", { name: "Settings" });
    openKeysSheet();
    const sheet = within(await screen.findByRole("dialog", { name: "Keys" }));
    for (const { id, keys, label } of all) {
      const line = sheet.queryByText(text(label), { selector: "dd" });
      expect([id, line !== null]).toEqual([id, keys !== undefined]);
      if (line !== null) {
        const shown = [...(line.parentElement?.querySelectorAll("kbd") ?? [])].map((key) => key.textContent);
        expect([id, shown]).toEqual([id, shownKeys(id)]);
      }
    }
  });
});

describe("the palette", () => {
  const everywhere: readonly ActionId[] = [
    "connect",
    "coverage",
    "history",
    "unfinished",
    "settings",
    "keys",
    "new",
  ];
  const places: readonly {
    readonly place: Place;
    readonly edited?: boolean;
    readonly offers: readonly ActionId[];
  }[] = [
    { place: { screen: "settings" }, offers: ["everything"] },
    { place: { screen: "agents", connection: "northwind" }, offers: ["everything", "search", "me"] },
    {
      place: { screen: "agents", connection: "northwind", agent: "agent-1" },
      edited: true,
      offers: ["everything", "search", "me", "copy", "save"],
    },
  ];
  it("offers every action where it can be done, and only there", async () => {
    const seen = new Set<ActionId>();
    for (const { place, edited = false, offers } of places) {
      const window = openWindow({ agents: 3, everySystem: true }, place);
      if (edited) {
        await userEvent.type(await screen.findByRole("textbox", { name: /^About/ }), "a");
      }
      await screen.findByRole("navigation", { name: "Connections" });
      openPalette();
      const group = within(await screen.findByRole("group", { name: "Actions" }));
      const names = (await group.findAllByRole("option")).map((option) => option.textContent ?? "");
      const expected = [...everywhere, ...offers];
      for (const { id, label } of all.filter(({ palette }) => palette)) {
        const offered = names.some((name) => name.startsWith(text(label)));
        expect([place.screen, id, offered]).toEqual([place.screen, id, expected.includes(id)]);
        if (offered) {
          seen.add(id);
        }
      }
      window.unmount();
    }
    expect([...seen].sort()).toEqual(all.flatMap(({ id, palette }) => (palette ? [id] : [])).sort());
  });
});
