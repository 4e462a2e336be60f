import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { Scene } from "../../dev/core";
import { drafts } from "../session/drafts";
import { openWindow } from "../test-window";

const hours = { screen: "agents", connection: "northwind", agent: "agent-1", section: "hours" } as const;

/** The hours of the second agent of the list in the whole window. */
async function shown(scene: Scene = {}) {
  drafts.discard("northwind", "agent-1");
  openWindow({ agents: 4, ...scene }, hours);
  await screen.findByRole("heading", { level: 2, name: "Weekly hours" });
}
const bar = (day: string) => screen.getByRole("slider", { name: `Hours on ${day}` });
async function fromMenu(item: string) {
  await userEvent.click(screen.getByRole("button", { name: "Fill the week" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: item, hidden: true }));
}

describe("own templates", () => {
  it("keep the week on screen by a name, and fill another with it", async () => {
    await shown();
    const monday = bar("Monday").getAttribute("aria-valuetext");
    await fromMenu("Keep this week as a template…");
    const dialog = within(await screen.findByRole("dialog", { name: "Your templates" }));
    await userEvent.click(dialog.getByRole("button", { name: "Keep as a template" }));
    expect(dialog.getByText(/Give the template a name/)).toBeDefined();
    await userEvent.type(dialog.getByLabelText("Name of this week"), "  Summer ");
    await userEvent.click(dialog.getByRole("button", { name: "Keep as a template" }));
    expect(await dialog.findByText("Summer")).toBeDefined();
    await userEvent.click(dialog.getByRole("button", { name: "Close" }));
    await fromMenu("Weekend 10:00 – 18:00");
    expect(bar("Saturday").getAttribute("aria-valuetext")).toBe("10:00 to 18:00");
    await fromMenu("Summer");
    expect(bar("Monday").getAttribute("aria-valuetext")).toBe(monday);
  });

  it("are renamed, replaced only when asked, and removed", async () => {
    await shown();
    await fromMenu("Keep this week as a template…");
    const dialog = within(await screen.findByRole("dialog", { name: "Your templates" }));
    const name = dialog.getByLabelText("Name of this week");
    await userEvent.type(name, "Summer{Enter}");
    await userEvent.type(name, "SUMMER{Enter}");
    expect(await dialog.findByText(/There is a template of this name/)).toBeDefined();
    await userEvent.click(dialog.getByRole("button", { name: "Replace the one there is" }));
    expect(dialog.getAllByRole("listitem")).toHaveLength(1);
    await userEvent.click(dialog.getByRole("button", { name: "Rename SUMMER" }));
    await userEvent.clear(dialog.getByLabelText("Rename SUMMER"));
    await userEvent.type(dialog.getByLabelText("Rename SUMMER"), "July{Enter}");
    await userEvent.click(await dialog.findByRole("button", { name: "Remove July" }));
    expect(dialog.getByText("You have no templates of your own yet.")).toBeDefined();
  });

  it("say why one could not be kept, and keep the name that was typed", async () => {
    await shown({ failing: { save_settings: "diskFull" } });
    await fromMenu("Keep this week as a template…");
    const dialog = within(await screen.findByRole("dialog", { name: "Your templates" }));
    await userEvent.type(dialog.getByLabelText("Name of this week"), "Summer{Enter}");
    expect(await dialog.findByRole("alert")).toBeDefined();
  });
});

describe("the hours of another agent", () => {
  it("are taken over as they are there", async () => {
    await shown();
    await fromMenu("Closed all week");
    await fromMenu("Hours of another agent…");
    const dialog = within(await screen.findByRole("dialog", { name: "Hours of another agent" }));
    await userEvent.click(dialog.getByRole("combobox", { name: "Agent" }));
    const [first] = await screen.findAllByRole("option", { hidden: true });
    await userEvent.click(first ?? document.body);
    await userEvent.click(await dialog.findByRole("button", { name: "Use these hours" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(bar("Monday")).toBeDefined();
  });

  it("say why they cannot be read, and offer another try", async () => {
    await shown();
    await fromMenu("Hours of another agent…");
    const dialog = within(await screen.findByRole("dialog", { name: "Hours of another agent" }));
    await userEvent.click(dialog.getByRole("combobox", { name: "Agent" }));
    const [first] = await screen.findAllByRole("option", { hidden: true });
    const bridge = await import("../bridge");
    vi.spyOn(bridge.commands, "readAgent").mockResolvedValue({
      status: "error",
      error: {
        code: "unreachable",
        field: null,
        retryAfterSeconds: null,
        requestId: null,
        detail: null,
        context: {},
      } as never,
    });
    await userEvent.click(first ?? document.body);
    expect(await dialog.findByRole("alert")).toBeDefined();
    expect(dialog.queryByRole("button", { name: "Use these hours" })).toBeNull();
    vi.restoreAllMocks();
  });
});

describe("the time zone beside the week", () => {
  it("is changed in place", async () => {
    await shown();
    await userEvent.click(screen.getByRole("button", { name: "Change the time zone" }));
    await userEvent.type(await screen.findByRole("combobox", { name: "Time zone" }), "lisb");
    await userEvent.click(await screen.findByRole("option", { name: /Lisbon/, hidden: true }));
    await userEvent.click(screen.getByRole("button", { name: "Change the time zone" }));
    expect(screen.getByText(/^Lisbon \(Europe\)/)).toBeDefined();
  });

  it("tells what the next two changes of the clocks do to the hours", async () => {
    await shown();
    await userEvent.click(await screen.findByRole("button", { name: /^Clock/ }));
    expect(screen.getByText(/^Clocks go forward on .*29.*: Sunday has 23 hours$/)).toBeDefined();
    expect(screen.getByText("Saturday, 22:00 – 6:00: 1 hour less")).toBeDefined();
    expect(screen.getByText(/^Clocks go back on .*25.*: Sunday has 25 hours$/)).toBeDefined();
  });
});
