import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { copyPlan } from "../../dev/copying";
import type { Scene } from "../../dev/core";
import { drafts } from "../session/drafts";
import { openWindow } from "../test-window";
import { whereWeAre } from "../window/place";

const everything = { screen: "everything" } as const;

beforeEach(() => drafts.discard("reception", null));

/** Opens the dialog for the helpdesk's first line and chooses the reception line. */
async function planned(scene: Scene = {}) {
  openWindow({ several: true, agents: 5, ...scene }, everything);
  await userEvent.hover(await screen.findByRole("button", { name: /^Helpdesk first line/ }));
  await userEvent.click(
    await screen.findByRole("button", { name: "Copy to another system: Helpdesk first line" }),
  );
  const dialog = within(await screen.findByRole("dialog", { name: "Copy Helpdesk first line" }));
  await userEvent.click(await dialog.findByRole("button", { name: /^Reception line/ }));
  return dialog;
}

describe("copying an agent to another system", () => {
  it("offers every other connection that agents can be created on, and no other", async () => {
    openWindow({ several: true, agents: 5 }, everything);
    await userEvent.hover(await screen.findByRole("button", { name: /^Order desk/ }));
    await userEvent.click(await screen.findByRole("button", { name: "Duplicate or copy: Order desk" }));
    await userEvent.click(
      await screen.findByRole("menuitem", { name: "Copy to another system", hidden: true }),
    );
    const choices = await screen.findByRole("list", { name: "Where shall the copy be?" });
    expect(
      within(choices)
        .getAllByRole("button")
        .map((button) => button.textContent),
    ).toEqual(["BrNorthwind Support Bird", "HSReception line HMS Sovereign"]);
  });

  it("shows what goes along by the names of both sides, with its value", async () => {
    const dialog = await planned();
    const along = within(await dialog.findByRole("region", { name: "Goes along (4)" }));
    const row = along.getByText(/Good morning, this is the helpdesk/).closest("li");
    expect(row?.textContent).toMatch(/^Greeting.+Good morning/);
    expect(along.getByText(/Dutch/)).toBeDefined();
  });

  it("shows what stays behind and why", async () => {
    const dialog = await planned({
      answers: {
        plan_copy: {
          ...copyPlan,
          leftOut: [...copyPlan.leftOut, { pointer: "/integrations/api_key", value: null, reason: "secret" }],
        },
      },
    });
    const behind = within(await dialog.findByRole("region", { name: "Stays behind (5)" }));
    expect(behind.getByText("There is no such setting in the copy on HMS Sovereign.")).toBeDefined();
    expect(behind.getByText("HMS Sovereign has the setting, but not this value.")).toBeDefined();
    expect(behind.getByText(/^Secrets are never copied/)).toBeDefined();
    expect(
      behind.getByText("Answers the first questions about broadband and passes the rest on."),
    ).toBeDefined();
  });

  it("folds a long list of what stays behind, and says how long it is", async () => {
    const many = Array.from({ length: 9 }, (_, at) => ({
      pointer: `/prompts/${at}`,
      value: `Prompt ${at}`,
      reason: "noPlace" as const,
    }));
    const dialog = await planned({ answers: { plan_copy: { ...copyPlan, leftOut: many } } });
    const behind = within(await dialog.findByRole("region", { name: "Stays behind (9)" }));
    expect(behind.getAllByRole("listitem")).toHaveLength(4);
    await userEvent.click(behind.getByRole("button", { name: "Show all 9" }));
    expect(behind.getAllByRole("listitem")).toHaveLength(9);
  });

  it("names what is still to be filled in by the new system's own names", async () => {
    const dialog = await planned();
    const missing = within(await dialog.findByRole("region", { name: "Still to fill in (2)" }));
    expect(missing.getAllByRole("listitem").map((item) => item.textContent)).toEqual(["Business", "Voice"]);
  });

  it("creates nothing, and goes on in the filled form of a new agent", async () => {
    const dialog = await planned();
    await userEvent.click(await dialog.findByRole("button", { name: "Continue to the form" }));
    expect(whereWeAre()).toMatchObject({ screen: "everything", connection: "reception", agent: "new" });
    expect(drafts.of("reception", null)?.edits).toEqual(copyPlan.edits);
    expect(await screen.findByRole("heading", { level: 1, name: "Helpdesk first line" })).toBeDefined();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("asks before it replaces an agent that was begun and not saved", async () => {
    drafts.keep("reception", null, {}, { "/name": "Begun yesterday" });
    const dialog = await planned();
    await userEvent.click(await dialog.findByRole("button", { name: "Continue to the form" }));
    expect(drafts.of("reception", null)?.edits).toEqual({ "/name": "Begun yesterday" });
    await userEvent.click(await dialog.findByRole("button", { name: "Replace it by the copy" }));
    expect(drafts.of("reception", null)?.edits).toEqual(copyPlan.edits);
  });

  it("replaces the form that is open with the begun agent, too", async () => {
    drafts.keep("reception", null, {}, { "/name": "Begun yesterday" });
    openWindow({ several: true, agents: 5 }, { screen: "everything", connection: "reception", agent: "new" });
    await screen.findByRole("heading", { level: 1, name: "Begun yesterday" });
    await userEvent.hover(await screen.findByRole("button", { name: /^Helpdesk first line/ }));
    await userEvent.click(
      await screen.findByRole("button", { name: "Copy to another system: Helpdesk first line" }),
    );
    await userEvent.click(await screen.findByRole("button", { name: /^Reception line HMS/ }));
    await userEvent.click(await screen.findByRole("button", { name: "Continue to the form" }));
    await userEvent.click(await screen.findByRole("button", { name: "Replace it by the copy" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Helpdesk first line" })).toBeDefined();
    await waitFor(() => expect(drafts.of("reception", null)?.edits).toEqual(copyPlan.edits));
  });

  it("says what went wrong and stays, so that one can try again", async () => {
    const dialog = await planned({ failing: { plan_copy: "unreachable" } });
    expect(await dialog.findByRole("alert")).toBeDefined();
    expect(dialog.getByRole("button", { name: "Try again" })).toBeDefined();
    const onward = dialog.getByRole("button", { name: "Continue to the form" });
    expect((onward as HTMLButtonElement).disabled).toBe(true);
  });
});
