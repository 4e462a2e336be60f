import { clearMocks } from "@tauri-apps/api/mocks";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { mockCore, type Scene } from "../../dev/core";
import type { CalendarPreview, JsonValue } from "../bridge";
import { clearNotices } from "../notices/notices";
import { onSession } from "../test-session";
import { HolidayList } from "./HolidayList";

const christmas = { name: "Christmas", day: 25, month: 12, colour: "red" };
const file = { token: "token-7", name: "closed-days.ics", size: 2_048 };
const preview: CalendarPreview = {
  kept: [
    { name: "Founding day", day: 17, month: 9, years: [], leftOut: [], movable: false },
    { name: "Office party", day: 4, month: 12, years: [2026], leftOut: [], movable: false },
    { name: "Moving day", day: 3, month: 2, years: [2024], leftOut: [], movable: false },
    { name: "Christmas", day: 25, month: 12, years: [], leftOut: [], movable: false },
  ],
  skipped: [{ name: "Stand-up", date: "2026-12-01", reason: "timed" }],
  flaws: 2,
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(2026, 10, 22, 12) });
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-GB"]);
  sessionStorage.clear();
  clearNotices();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function show(holidays: JsonValue = [christmas], scene: Scene = {}, timezone = "Europe/Madrid") {
  clearMocks();
  mockCore(scene);
  return onSession({ timezone, holidays }, (session) => (
    <HolidayList session={session} pointer="/holidays" />
  ));
}
async function fromMenu(item: string) {
  await userEvent.click(screen.getByRole("button", { name: "Add holidays" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: item, hidden: true }));
}
const dialog = async (name: string) => within(await screen.findByRole("dialog", { name }));
const focused = () => document.activeElement?.getAttribute("aria-label");
const stored = (now: ReturnType<typeof show>["now"]) => now().value("/holidays");

describe("the holidays", () => {
  it("lose both days that are removed before anything is drawn, and no other", () => {
    const day = (name: string, month: number) => ({ name, day: 1, month });
    const { now } = show([day("One", 1), day("Two", 2), day("Three", 3), day("Four", 4)]);
    act(() => {
      fireEvent.click(screen.getByRole("button", { name: /Remove.*One/ }));
      fireEvent.click(screen.getByRole("button", { name: /Remove.*Two/ }));
    });
    expect(stored(now)).toEqual([day("Three", 3), day("Four", 4)]);
  });

  it("add a day, refuse one that no month has, and keep what is stored beside the date", async () => {
    const { now } = show();
    await fromMenu("A day…");
    const form = await dialog("Add a holiday");
    await userEvent.click(form.getByRole("button", { name: "Add a holiday" }));
    expect(form.getByText(/Give the day a name/)).toBeDefined();
    await userEvent.type(form.getByLabelText("Name"), "Labour Day");
    await userEvent.click(form.getByRole("combobox", { name: "Month" }));
    await userEvent.click(await screen.findByRole("option", { name: "February", hidden: true }));
    await userEvent.click(form.getByRole("combobox", { name: "Day" }));
    await userEvent.click(await screen.findByRole("option", { name: "30", hidden: true }));
    expect(form.getByText("February has no day 30. Choose another day.")).toBeDefined();
    await userEvent.click(form.getByRole("button", { name: "Add a holiday" }));
    expect(now().isEdited("/holidays")).toBe(false);
    await userEvent.click(form.getByRole("combobox", { name: "Month" }));
    await userEvent.click(await screen.findByRole("option", { name: "May", hidden: true }));
    await userEvent.click(form.getByRole("button", { name: "Add a holiday" }));
    expect(stored(now)).toEqual([christmas, { name: "Labour Day", day: 30, month: 5 }]);
  });

  it("remove one by its name, and the focus goes on to the next", async () => {
    const { now } = show([christmas, { name: "New Year", day: 1, month: 1 }]);
    await userEvent.click(screen.getByRole("button", { name: "Remove New Year" }));
    expect(stored(now)).toEqual([christmas]);
    expect(focused()).toBe("Remove Christmas");
    await userEvent.click(screen.getByRole("button", { name: "Remove Christmas" }));
    expect(stored(now)).toEqual([]);
    expect(focused()).toBe("Add holidays");
  });
});

describe("the year", () => {
  const day = (name: string) => screen.getByRole("button", { name });
  const toYear = () => userEvent.click(screen.getByRole("radio", { name: "Year", hidden: true }));

  it("names each day and the holiday on it, and says which is today", async () => {
    show([christmas, { name: "Good Friday", day: 3, month: 4 }]);
    await toYear();
    expect(day("Friday 25 December, Christmas")).toBeDefined();
    expect(day("Friday 3 April, Good Friday, moves every year")).toBeDefined();
    expect(day("Sunday 22 November, today").getAttribute("aria-current")).toBe("date");
    expect(screen.getByRole("grid", { name: "February 2026" }).querySelectorAll("button")).toHaveLength(28);
  });

  it("is one stop of the Tab key, and the keys go over the ends of months and years", async () => {
    show();
    await toYear();
    const year = screen.getByRole("region", { name: "Holidays" });
    expect(year.querySelectorAll('[data-day][tabindex="0"]')).toHaveLength(1);
    day("Sunday 22 November, today").focus();
    for (const [keys, name] of [
      ["{ArrowRight}", "Monday 23 November"],
      ["{ArrowDown}", "Monday 30 November"],
      ["{ArrowRight}", "Tuesday 1 December"],
      ["{End}", /December$/],
      ["{PageUp}", /November$/],
      ["{Shift>}{PageDown}{/Shift}", /November$/],
    ] as const) {
      await userEvent.keyboard(keys);
      await waitFor(() => expect(focused()).toMatch(name));
    }
    expect(screen.getByRole("heading", { name: "2027" })).toBeDefined();
    expect(year.querySelectorAll('[data-day][tabindex="0"]')).toHaveLength(1);
  });

  it("adds a holiday on a free day with Enter, and changes or removes the one that is there", async () => {
    const { now } = show();
    await toYear();
    day("Thursday 24 December").focus();
    await userEvent.keyboard("{Enter}");
    const form = await dialog("Add a holiday");
    await userEvent.type(form.getByLabelText("Name"), "Christmas Eve{Enter}");
    expect(stored(now)).toEqual([christmas, { name: "Christmas Eve", day: 24, month: 12 }]);
    await userEvent.click(await screen.findByRole("button", { name: "Friday 25 December, Christmas" }));
    const change = await dialog("Change the holiday");
    await userEvent.click(change.getByRole("button", { name: "Remove" }));
    expect(stored(now)).toEqual([{ name: "Christmas Eve", day: 24, month: 12 }]);
  });

  it("shows the 29th of February in years that have one", async () => {
    show([{ name: "Leap day", day: 29, month: 2 }]);
    await toYear();
    expect(screen.queryByRole("button", { name: /Leap day/ })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Next year" }));
    await userEvent.click(screen.getByRole("button", { name: "Next year" }));
    expect(day("Tuesday 29 February, Leap day")).toBeDefined();
  });
});

describe("public holidays", () => {
  it("come from the country of the agent's zone, and skip the days that are in the list", async () => {
    const list = [
      { name: "Navidad", day: 25, month: 12 },
      { name: "New Year's Day", day: 1, month: 1 },
      { name: "Good Friday", day: 3, month: 4 },
    ];
    const { now } = show(list);
    await fromMenu("Public holidays…");
    const presets = await dialog("Add public holidays");
    const friday = await presets.findByRole("checkbox", { name: /Good Friday/ });
    expect(presets.getByRole<HTMLInputElement>("combobox", { name: "Country" }).value).toBe("Spain");
    expect(presets.getByText(/CC BY-SA 3\.0/)).toBeDefined();
    expect(presets.getByText(/kept on its date in 2027/)).toBeDefined();
    // Late in the year the next one is meant; Good Friday is offered anew, with the date that is stored.
    expect((friday as HTMLInputElement).checked).toBe(true);
    const marks = friday.closest("li")?.textContent;
    expect(marks).toContain("moves every year");
    expect(marks).toMatch(/in the list on (3 Apr|Apr 3)/);
    const newYear = presets.getByRole<HTMLInputElement>("checkbox", { name: /New Year/ });
    expect([newYear.disabled, newYear.checked]).toEqual([true, false]);
    expect(newYear.closest("li")?.textContent).toContain("in the list already");

    await userEvent.click(presets.getByRole("button", { name: "Add 8 holidays" }));
    const after = stored(now) as { name: string; day: number; month: number }[];
    expect(after.slice(0, 3)).toEqual(list);
    expect(after.slice(3)).toHaveLength(8);
    expect(after).toContainEqual({ name: "Good Friday", day: 26, month: 3 });
    expect(await screen.findByText("8 holidays added")).toBeDefined();
    expect(screen.getByText("2 were in the list already.")).toBeDefined();
  });

  it("of a region are its own too, and none and all choose for every day", async () => {
    const { now } = show([]);
    await userEvent.click(screen.getByRole("button", { name: "Add public holidays…" }));
    const presets = await dialog("Add public holidays");
    await userEvent.click(await presets.findByRole("combobox", { name: "Region" }));
    await userEvent.click(await screen.findByRole("option", { name: /Catal/, hidden: true }));
    const own = await presets.findByRole("checkbox", { name: /San Esteban|Stephen/ });
    await userEvent.click(presets.getByRole("button", { name: "None" }));
    expect(presets.getByRole<HTMLButtonElement>("button", { name: "Add holidays" }).disabled).toBe(true);
    await userEvent.click(own);
    await userEvent.click(presets.getByRole("button", { name: "Add 1 holiday" }));
    expect(stored(now)).toMatchObject([{ day: 26, month: 12 }]);
  });

  it("that are half days or of banks are said to be, and are not chosen beforehand", async () => {
    show([], {}, "Europe/Berlin");
    await userEvent.click(screen.getByRole("button", { name: "Add public holidays…" }));
    const presets = await dialog("Add public holidays");
    const halves = await presets.findAllByRole<HTMLInputElement>("checkbox", { name: /half day/ });
    expect(halves.map((each) => each.checked)).toEqual(halves.map(() => false));
  });

  it("change nothing when the dialog is left", async () => {
    const { now } = show([]);
    await userEvent.click(screen.getByRole("button", { name: "Add public holidays…" }));
    const presets = await dialog("Add public holidays");
    await presets.findByRole("button", { name: "Add 10 holidays" });
    await userEvent.click(presets.getByRole("button", { name: "Cancel" }));
    expect(now().isEdited("/holidays")).toBe(false);
  });
});

describe("a calendar file", () => {
  it("offers what is ahead, shows what is past, says what it left out, and adds what is chosen", async () => {
    const { now } = show([christmas], {
      answers: { choose_calendar: file, preview_calendar: { kind: "read", preview } },
    });
    await fromMenu("From a calendar file…");
    const found = await dialog("Add days from a calendar file");
    await found.findByText("4 days found");
    const box = (name: RegExp) => found.getByRole<HTMLInputElement>("checkbox", { name });
    expect(box(/Founding day.*every year/).checked).toBe(true);
    expect(box(/Office party.*only in 2026/).checked).toBe(true);
    expect(box(/Christmas.*already/).disabled).toBe(true);
    expect(found.queryByRole("checkbox", { name: /Moving day/ })).toBeNull();
    expect(found.getByText("1 event cannot become a holiday")).toBeDefined();
    expect(found.getByText(/takes only part of a day/)).toBeDefined();
    expect(found.getByText(/2 parts of the file could not be read/)).toBeDefined();
    await userEvent.click(found.getByRole("button", { name: "Show 1 more day" }));
    expect(box(/Moving day/).checked).toBe(false);
    await userEvent.click(box(/Office party/));
    await userEvent.click(found.getByRole("button", { name: "Add 1 holiday" }));
    expect(stored(now)).toEqual([christmas, { name: "Founding day", day: 17, month: 9 }]);
    expect(await screen.findByText("1 holiday added")).toBeDefined();
  });

  it.each([
    ["notACalendar", "This file is not a calendar."],
    ["noEvents", "This calendar has no events."],
    ["tooLarge", "This calendar is too large."],
  ])("that is refused (%s) says why and offers another", async (fault, words) => {
    const { now } = show([christmas], {
      answers: { choose_calendar: file, preview_calendar: { kind: "refused", fault } },
    });
    await fromMenu("From a calendar file…");
    const refused = await dialog("Add days from a calendar file");
    expect((await refused.findByRole("alert")).textContent).toContain(words);
    expect(refused.getByRole("button", { name: "Choose another file…" })).toBeDefined();
    expect(now().isEdited("/holidays")).toBe(false);
  });

  it("that cannot be opened says so and can be tried again", async () => {
    show([christmas], {
      answers: { choose_calendar: file },
      failing: { preview_calendar: "fileUnreadable" },
    });
    await fromMenu("From a calendar file…");
    const failed = await dialog("Add days from a calendar file");
    expect(await failed.findByRole("alert")).toBeDefined();
  });

  it("that nobody chose opens nothing", async () => {
    show([christmas], { answers: { choose_calendar: null } });
    await fromMenu("From a calendar file…");
    expect(screen.queryByRole("dialog", { name: "Add days from a calendar file" })).toBeNull();
  });
});
