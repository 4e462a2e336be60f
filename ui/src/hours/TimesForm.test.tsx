import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { unfinished } from "../session/unfinished";
import { onSession } from "../test-session";
import { HoursSection } from "./HoursSection";

const time = (hour: number) => ({ hour, minute: 0 });

async function open(from: number, to: number) {
  const weeklySchedule = { monday: { from: time(from), to: time(to) } };
  const shown = onSession({ timezone: "Europe/Madrid", weeklySchedule, holidays: null }, (session) => (
    <HoursSection session={session} />
  ));
  screen.getByRole("slider", { name: "Hours on Monday" }).focus();
  await userEvent.keyboard("{Enter}");
  const [first, second] = [await screen.findByLabelText("From"), screen.getByLabelText("To")];
  const monday = () => (shown.now().value("/weeklySchedule") as { monday?: unknown }).monday;
  return { shown, first, second, monday };
}

beforeEach(() => unfinished.forget("northwind", "agent-1", ""));

describe("typed hours", () => {
  it("take both times out of the first field, with one pm for both", async () => {
    const { first, second, monday } = await open(9, 17);
    await userEvent.clear(second);
    await userEvent.clear(first);
    await userEvent.type(first, "1-5pm{Enter}");
    expect(monday()).toEqual({ from: time(13), to: time(17) });
  });

  it("are asked about where the afternoon or the small hours could be meant", async () => {
    const { first, second, monday } = await open(9, 17);
    await userEvent.clear(second);
    await userEvent.clear(first);
    await userEvent.type(first, "2 to 6{Enter}");
    expect(screen.getByText("Which hours do you mean?")).toBeDefined();
    expect(monday(), "hours that nobody chose are set").toEqual({ from: time(9), to: time(17) });
    expect(screen.getByRole("button", { name: /^2:00 to 6:00/, hidden: true })).toBeDefined();
    await userEvent.click(screen.getByRole("button", { name: /^14:00 to 18:00/, hidden: true }));
    expect(monday()).toEqual({ from: time(14), to: time(18) });
  });

  it("of two stretches are refused whole", async () => {
    const { first, second, monday } = await open(9, 17);
    await userEvent.clear(second);
    await userEvent.clear(first);
    await userEvent.type(first, "9 a 14 y 16 a 20{Enter}");
    expect(screen.getByRole("alert", { hidden: true }).textContent).toContain("Only one stretch");
    expect(monday()).toEqual({ from: time(9), to: time(17) });
  });

  it("that are a long night as they are stored are not asked about", async () => {
    const { shown, first } = await open(9, 5);
    await userEvent.type(first, "{Enter}");
    expect(screen.queryByText("Which hours do you mean?")).toBeNull();
    expect(shown.now().edits).toEqual({});
  });
});
