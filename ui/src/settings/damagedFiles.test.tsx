import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openWindow } from "../test-window";

const journal = {
  name: "journal.sqlite.damaged-20261126T140203Z",
  kind: "journal",
  at: "2026-11-26T14:02:03Z",
} as const;

it("lists the damaged files that hold what somebody wrote, and removes one after a question", async () => {
  let files: readonly (typeof journal)[] = [journal];
  const answering = {
    damaged_files: () => files,
    remove_damaged_file: ({ name }: { name: string }) => {
      files = files.filter((file) => file.name !== name);
      return null;
    },
  };
  openWindow({ answering }, { screen: "settings" });
  const section = within(await screen.findByRole("region", { name: "Damaged files" }));
  expect(section.getByText(/Unsaved changes and history/).textContent).toContain("2026");
  await userEvent.click(section.getByRole("button", { name: `Remove ${journal.name}` }));
  const dialog = within(await screen.findByRole("dialog", { name: "Remove this damaged file?" }));
  expect(files, "it was removed without a question").toHaveLength(1);
  await userEvent.click(dialog.getByRole("button", { name: "Remove" }));
  expect(await screen.findByText("The damaged file was removed.")).toBeDefined();
  expect(screen.queryByRole("region", { name: "Damaged files" })).toBeNull();
});

it("says nothing where there is none", async () => {
  openWindow({}, { screen: "settings" });
  expect(await screen.findByRole("heading", { name: "About" })).toBeDefined();
  expect(screen.queryByRole("region", { name: "Damaged files" })).toBeNull();
});
