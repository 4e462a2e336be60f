import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { JsonValue } from "../bridge";
import type { AgentSession } from "../session/session";
import { unfinished } from "../session/unfinished";
import { onSession } from "../test-session";
import { HoursSection } from "./HoursSection";

const time = (hour: number, minute = 0) => ({ hour, minute });
const stored = {
  monday: { from: time(9), to: time(17), room: "B2" },
  tuesday: { from: time(18), to: time(2) },
  friday: "by arrangement",
};

const show = (weeklySchedule: JsonValue = stored, holidays: JsonValue = null) =>
  onSession({ timezone: "Europe/Madrid", weeklySchedule, holidays }, (session) => (
    <HoursSection session={session} />
  ));
const showLeavable = () =>
  onSession({ timezone: "Europe/Madrid", weeklySchedule: stored, holidays: null }, (session) => (
    <Leavable session={session} />
  ));
function Leavable({ session }: { readonly session: AgentSession }) {
  const [left, setLeft] = useState(false);
  return (
    <>
      {!left && <HoursSection session={session} />}
      <button type="button" onClick={() => setLeft(!left)}>
        other section
      </button>
    </>
  );
}
const bar = (day: string) => screen.getByRole("slider", { name: `Hours on ${day}` });
const row = (day: string) => within(screen.getByRole("group", { name: day }));
const spoken = (words: string) =>
  waitFor(() => expect(screen.getAllByRole("status")[0]?.textContent).toBe(words));

/** A ruler of 960 pixels: 40 an hour; each day 40 pixels below the one before. */
beforeEach(() => {
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function (this: Element) {
    const order = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
    const at = order.indexOf(this.closest<HTMLElement>("[data-lane]")?.dataset.lane ?? "");
    return new DOMRect(0, at * 40, 960, 34);
  });
  HTMLElement.prototype.setPointerCapture = () => undefined;
  HTMLElement.prototype.hasPointerCapture = () => false;
});
afterEach(() => vi.restoreAllMocks());

function drag(
  from: Element,
  x: readonly [number, number],
  options: { alt?: boolean; y?: number; letGo?: boolean } = {},
) {
  const at = (clientX: number, clientY = 50) => ({
    clientX,
    clientY,
    pointerId: 1,
    isPrimary: true,
    button: 0,
    altKey: options.alt ?? false,
    bubbles: true,
  });
  // As the browser does it once a lane has captured the pointer.
  const held = from.closest("[data-lane]") ?? from;
  fireEvent.pointerDown(from, at(x[0]));
  fireEvent.pointerMove(held, at(x[1], options.y));
  if (options.letGo !== false) {
    fireEvent.pointerUp(held, at(x[1], options.y));
  }
}
const lane = (day: string) => document.querySelector(`[data-lane="${day}"]`) ?? document.body;
const part = (day: string, name: string) => lane(day).querySelector(`[data-part="${name}"]`) ?? document.body;

describe("the weekly hours by keys", () => {
  it("move, resize and say the day, the times and the length", async () => {
    const { now } = show();
    bar("Monday").focus();
    await userEvent.keyboard("{Shift>}{ArrowRight}{ArrowRight}{/Shift}");
    expect(bar("Monday").getAttribute("aria-valuetext")).toBe("9:00 to 17:30");
    await spoken("Monday, 9:00 to 17:30, 8 and a half hours");
    expect(now().value("/weeklySchedule")).toEqual({
      ...stored,
      monday: { from: time(9), to: time(17, 30), room: "B2" },
    });
    expect(document.activeElement).toBe(bar("Monday"));
  });

  it("closes a day with Delete, keeps the focus there, and brings its last hours back with the switch", async () => {
    const { now } = show();
    bar("Monday").focus();
    await userEvent.keyboard("{ArrowRight}{Delete}");
    expect(now().value("/weeklySchedule")).toEqual({ tuesday: stored.tuesday, friday: stored.friday });
    await waitFor(() => expect(document.activeElement?.getAttribute("data-hours")).toBe("monday"));
    await userEvent.click(screen.getByRole("switch", { name: "Monday is open" }));
    expect(now().value("/weeklySchedule")).toMatchObject({
      monday: { from: time(9, 15), to: time(17, 15), room: "B2" },
    });
  });

  it("is no change any more once the hours are where they were", async () => {
    const { now } = show();
    bar("Monday").focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(now().isEdited("/weeklySchedule")).toBe(true);
    expect(row("Monday").getByText("moved")).toBeDefined();
    await userEvent.keyboard("{ArrowLeft}");
    expect(now().isEdited("/weeklySchedule")).toBe(false);
  });

  it("takes typed times, and says why others are none", async () => {
    const { now } = show();
    bar("Monday").focus();
    await userEvent.keyboard("{Enter}");
    const from = await screen.findByLabelText("From");
    await userEvent.clear(from);
    await userEvent.type(from, "soon");
    await userEvent.click(screen.getByRole("button", { name: "Set these hours" }));
    expect(screen.getByRole("alert").textContent).toContain("This is no time of day");
    await userEvent.clear(from);
    await userEvent.type(from, "0930");
    const to = screen.getByLabelText("To");
    await userEvent.clear(to);
    await userEvent.type(to, "9pm{Enter}");
    expect(now().value("/weeklySchedule")).toMatchObject({ monday: { from: time(9, 30), to: time(21) } });
  });

  it("takes typed times when somebody goes on elsewhere, and keeps what is none with what is wrong", async () => {
    const { now } = showLeavable();
    const elsewhere = () => fireEvent.click(screen.getByText("other section"));
    const type = async (label: string, text: string) => {
      await userEvent.clear(await screen.findByLabelText(label));
      await userEvent.type(screen.getByLabelText(label), text);
    };
    bar("Monday").focus();
    await userEvent.keyboard("{Enter}");
    await type("From", "8");
    elsewhere();
    expect(now().value("/weeklySchedule"), "what was typed is lost").toMatchObject({
      monday: { from: time(8), to: time(17) },
    });
    elsewhere();
    bar("Monday").focus();
    await userEvent.keyboard("{Enter}");
    await type("To", "late");
    elsewhere();
    expect(unfinished.of("northwind", "agent-1").size).toBe(1);
    elsewhere();
    expect(screen.getByText("These times are not taken over yet.")).toBeDefined();
    bar("Monday").focus();
    await userEvent.keyboard("{Enter}");
    expect((await screen.findByLabelText<HTMLInputElement>("To")).value).toBe("late");
    await userEvent.keyboard("{Escape}");
    expect(unfinished.of("northwind", "agent-1").size).toBe(0);
  });

  it("goes from day to day with up and down", async () => {
    show();
    bar("Monday").focus();
    await userEvent.keyboard("{ArrowDown}");
    expect(document.activeElement).toBe(bar("Tuesday"));
    await userEvent.keyboard("{ArrowDown}");
    expect(document.activeElement?.getAttribute("data-hours")).toBe("wednesday");
  });
});

describe("the weekly hours by pointer", () => {
  it("paints on an empty day, in quarters of an hour", () => {
    const { now } = show();
    drag(lane("sunday"), [402, 598]);
    expect(now().value("/weeklySchedule")).toMatchObject({ sunday: { from: time(10), to: time(15) } });
  });

  it("moves the bar and shows the times while it is held, by five minutes with Alt", () => {
    const { now } = show();
    drag(bar("Monday"), [400, 443], { alt: true, letGo: false });
    expect(within(bar("Monday")).getByText("10:05 – 18:05")).toBeDefined();
    expect(now().isEdited("/weeklySchedule")).toBe(false);
    fireEvent.pointerUp(bar("Monday"), { pointerId: 1, clientX: 443, clientY: 50 });
    expect(now().value("/weeklySchedule")).toMatchObject({ monday: { from: time(10, 5), to: time(18, 5) } });
  });

  it("drags the end into the next day's row for a night shift", () => {
    const { now } = show();
    drag(part("monday", "end"), [680, 80], { y: 95 });
    expect(now().value("/weeklySchedule")).toMatchObject({ monday: { from: time(9), to: time(2) } });
  });

  it("drags the end of a night shift where it is seen, on the next day", () => {
    const { now } = show();
    drag(part("wednesday", "end"), [80, 160], { y: 135 });
    expect(now().value("/weeklySchedule")).toMatchObject({ tuesday: { from: time(18), to: time(4) } });
  });

  it("puts everything back with Escape", async () => {
    const { now } = show();
    drag(part("monday", "start"), [360, 200], { letGo: false });
    expect(within(bar("Monday")).getByText("5:00 – 17:00")).toBeDefined();
    await userEvent.keyboard("{Escape}");
    expect(within(bar("Monday")).getByText("9:00 – 17:00")).toBeDefined();
    fireEvent.pointerUp(lane("monday"), { pointerId: 1, clientX: 200, clientY: 50 });
    expect(now().isEdited("/weeklySchedule")).toBe(false);
  });

  it("asks before a second range on a day changes anything", async () => {
    const { now } = show();
    drag(lane("monday"), [720, 800]);
    expect(now().isEdited("/weeklySchedule")).toBe(false);
    await userEvent.click(
      await screen.findByRole("button", { name: /^One span, 9:00 – 20:00\s*1 h more than painted$/ }),
    );
    expect(now().value("/weeklySchedule")).toMatchObject({
      monday: { from: time(9), to: time(20), room: "B2" },
    });
  });

  it("keeps one of the two, or nothing changes, as the person says", async () => {
    const { now } = show();
    drag(lane("monday"), [720, 800]);
    await userEvent.click(await screen.findByRole("button", { name: "Cancel" }));
    expect(now().isEdited("/weeklySchedule")).toBe(false);
    drag(lane("monday"), [720, 800]);
    await userEvent.click(
      await screen.findByRole("button", { name: /^Only 9:00 – 17:00\s*2 h less than painted$/ }),
    );
    expect(now().isEdited("/weeklySchedule")).toBe(false);
  });

  it("lengthens the hours without a question where the painted ones touch them", async () => {
    const { now } = show();
    drag(lane("monday"), [680, 800]);
    expect(now().value("/weeklySchedule")).toMatchObject({
      monday: { from: time(9), to: time(20), room: "B2" },
    });
    await spoken("Monday, 9:00 to 20:00, 11 hours");
  });

  it("lengthens the night shift of the day before where its end is painted on", () => {
    const { now } = show();
    drag(lane("wednesday"), [80, 200]);
    expect(now().value("/weeklySchedule")).toMatchObject({ tuesday: { from: time(18), to: time(5) } });
    expect(now().value("/weeklySchedule")).not.toHaveProperty("wednesday");
  });
});

describe("undo and redo", () => {
  const undo = () => screen.getByRole("button", { name: "Undo" });
  const redo = () => screen.getByRole("button", { name: "Redo" });

  it("take back the last change and the one before, by buttons and keys, and say what there is then", async () => {
    const { now } = show();
    expect(undo().getAttribute("aria-disabled")).toBe("true");
    drag(bar("Monday"), [400, 440]);
    await userEvent.click(screen.getByRole("switch", { name: "Tuesday is open" }));
    await userEvent.click(undo());
    await spoken("Undone: Tuesday, 18:00 to 2:00 on the next day, 8 hours");
    expect(now().value("/weeklySchedule")).toMatchObject({
      monday: { from: time(10), to: time(18) },
      tuesday: stored.tuesday,
    });
    bar("Monday").focus();
    await userEvent.keyboard("{Control>}z{/Control}");
    expect(now().isEdited("/weeklySchedule")).toBe(false);
    await userEvent.keyboard("{Control>}{Shift>}Z{/Shift}{/Control}");
    await spoken("Done again: Monday, 10:00 to 18:00, 8 hours");
    expect(redo().getAttribute("aria-disabled")).toBe("false");
    await userEvent.keyboard("{Control>}y{/Control}");
    expect(now().value("/weeklySchedule")).not.toHaveProperty("tuesday");
    expect(redo().getAttribute("aria-disabled")).toBe("true");
  });

  it("take a key that was held down as one step", async () => {
    const { now } = show();
    bar("Monday").focus();
    await userEvent.keyboard("{ArrowRight}{ArrowRight}{ArrowRight}");
    expect(now().value("/weeklySchedule")).toMatchObject({ monday: { from: time(9, 45) } });
    await userEvent.click(undo());
    expect(now().isEdited("/weeklySchedule")).toBe(false);
  });

  it("bring a removed holiday back", async () => {
    const { now } = show(stored, [{ name: "Christmas", day: 25, month: 12, colour: "red" }]);
    await userEvent.click(screen.getByRole("button", { name: "Remove Christmas" }));
    await userEvent.click(undo());
    expect(now().isEdited("/holidays")).toBe(false);
    expect(screen.getByText("Christmas")).toBeDefined();
  });

  it("leave a text that is being typed to its own undo", async () => {
    const { now } = show();
    drag(bar("Monday"), [400, 440]);
    bar("Monday").focus();
    await userEvent.keyboard("{Enter}");
    (await screen.findByLabelText("From")).focus();
    await userEvent.keyboard("{Control>}z{/Control}");
    expect(now().value("/weeklySchedule")).toMatchObject({ monday: { from: time(10) } });
  });
});

describe("the week as a whole", () => {
  it("copies a day to the weekdays and leaves the others", async () => {
    const { now } = show();
    await userEvent.click(screen.getByRole("button", { name: "Copy a day…" }));
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.click(dialog.getByRole("button", { name: "Weekdays" }));
    await userEvent.click(dialog.getByRole("button", { name: "Copy to 4 days" }));
    const nine = { from: time(9), to: time(17) };
    expect(now().value("/weeklySchedule")).toMatchObject({ tuesday: nine, thursday: nine, friday: nine });
    expect(now().value("/weeklySchedule")).not.toHaveProperty("sunday");
  });

  it("shows hours it cannot read and sends them back to the letter", async () => {
    const { now } = show();
    expect(row("Friday").getByText('Stored as "by arrangement"')).toBeDefined();
    bar("Monday").focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(now().value("/weeklySchedule")).toMatchObject({ friday: "by arrangement" });
  });

  it("touches a week it cannot read only when asked to", async () => {
    const { now } = show("always");
    expect(screen.getByText("The hours are stored in a form Callboard cannot read.")).toBeDefined();
    expect(now().value("/weeklySchedule")).toBe("always");
    await userEvent.click(screen.getByRole("button", { name: "Begin a new week" }));
    expect(now().value("/weeklySchedule")).toEqual({});
  });

  it("counts the days and the hours", () => {
    show();
    expect(screen.getByText(/16 h in 2 days/)).toBeDefined();
  });
});
