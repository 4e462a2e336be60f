import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { openWindow } from "../test-window";

const agents = { screen: "agents", connection: "northwind" } as const;

describe("the palette", () => {
  it("finds an agent by name from anywhere and opens it", async () => {
    openWindow({ agents: 9 }, agents);
    const row = await screen.findByRole("button", { name: /^Keiko Tanaka/ });
    await userEvent.keyboard("{Control>}k{/Control}");
    const palette = await screen.findByRole("dialog", { name: /Find an agent/ });
    await userEvent.type(within(palette).getByPlaceholderText(/Find an agent/), "keiko");
    const [found] = await within(palette).findAllByText("Keiko Tanaka");
    await userEvent.click(found as HTMLElement);
    expect(row.getAttribute("aria-current")).toBe("true");
  });
  it("takes what is typed in one breath with its key, so that no letter becomes another command", async () => {
    openWindow({ agents: 9 }, agents);
    await screen.findByRole("button", { name: /^Keiko Tanaka/ });
    await userEvent.keyboard("{Control>}k{/Control}ann");
    expect(((await screen.findByRole("combobox", { name: /Find an agent/ })) as HTMLInputElement).value).toBe(
      "ann",
    );
    expect(screen.queryByRole("heading", { name: "New agent" })).toBeNull();
  });
  it("reads out what Enter would open, as the arrows move through the results", async () => {
    openWindow({ agents: 9 }, agents);
    await screen.findByRole("button", { name: /^Keiko Tanaka/ });
    await userEvent.keyboard("{Control>}k{/Control}");
    const field = await screen.findByRole("combobox", { name: /Find an agent/ });
    await userEvent.type(field, "a");
    const active = () => document.getElementById(field.getAttribute("aria-activedescendant") ?? "");
    const options = within(screen.getByRole("listbox")).getAllByRole("option");
    expect(active()).toBe(options[0]);
    await userEvent.keyboard("{ArrowDown}");
    expect(active()).toBe(options[1]);
    expect(options.map((option) => option.getAttribute("aria-selected")).slice(0, 3)).toEqual([
      "false",
      "true",
      "false",
    ]);
    await userEvent.keyboard("{ArrowUp}{ArrowUp}");
    expect(active()).toBe(options.at(-1));
    expect(document.activeElement).toBe(field);
  });
  it("leads to all agents, to adding by ID and to copying the open agent", async () => {
    openWindow(
      { several: true, agents: 5 },
      { screen: "everything", connection: "helpdesk", agent: "helpdesk-0" },
    );
    await screen.findByRole("heading", { name: "Helpdesk first line" });
    await userEvent.keyboard("{Control>}k{/Control}");
    const results = within(await screen.findByRole("listbox"));
    expect(await results.findByRole("option", { name: /^All agents/ })).toBeDefined();
    expect(results.getByRole("option", { name: /^Add a key.*Website assistants/ })).toBeDefined();
    expect(results.getByRole("option", { name: /^Add by ID.*Helpdesk Utrecht/ })).toBeDefined();
    await userEvent.click(
      results.getByRole("option", { name: /^Copy to another system.*Helpdesk first line/ }),
    );
    expect(await screen.findByRole("dialog", { name: "Copy Helpdesk first line" })).toBeDefined();
  });
  it("finds agents of a connection whose list was never opened", async () => {
    openWindow({}, { screen: "settings" });
    await screen.findByRole("heading", { name: "Settings" });
    await userEvent.keyboard("{Control>}k{/Control}");
    const palette = await screen.findByRole("dialog", { name: /Find an agent/ });
    await userEvent.type(within(palette).getByPlaceholderText(/Find an agent/), "keiko");
    await waitFor(() => expect(within(palette).getAllByText("Keiko Tanaka")).toHaveLength(2));
  });
});

describe("the settings", () => {
  it("change every text at once when the language changes", async () => {
    openWindow(
      { start: { settings: { colorScheme: "system", language: "nl", sessionOnlyCredentials: false } } },
      { screen: "settings" },
    );
    expect(await screen.findByRole("heading", { name: "Instellingen" })).toBeDefined();
    expect(document.documentElement.lang).toBe("nl");
    expect(document.documentElement.dir).toBe("ltr");
  });
  it("say when a choice could not be kept", async () => {
    openWindow({ failing: { save_settings: "diskFull" } }, { screen: "settings" });
    await userEvent.click(await screen.findByRole("radio", { name: "Dark" }));
    expect(await screen.findByText("The disk is full")).toBeDefined();
  });
  it("say whose work the program is built with, in the words of their licences", async () => {
    openWindow({}, { screen: "settings" });
    await userEvent.click(await screen.findByRole("button", { name: "Licences of others" }));
    const dialog = await screen.findByRole("dialog", { name: "What Callboard is built with" });
    const words = within(dialog).getByRole("region").textContent ?? "";
    for (const known of ["tauri 2", "react 19", "libopus", "Permission is hereby granted"]) {
      expect(words).toContain(known);
    }
  });
});

describe("the keys", () => {
  it("stand in one sheet behind the question mark", async () => {
    openWindow({ agents: 3 }, agents);
    await screen.findByRole("button", { name: /^Adaeze Okafor/ });
    await userEvent.keyboard("?");
    expect(await screen.findByRole("dialog", { name: "Keys" })).toBeDefined();
  });
});

describe("the notices", () => {
  it("can be read again after the toast is gone", async () => {
    openWindow({ failing: { save_settings: "diskFull" } }, { screen: "settings" });
    await userEvent.click(await screen.findByRole("radio", { name: "Dark" }));
    expect(await screen.findAllByText("The disk is full")).toHaveLength(1);
    await userEvent.click(screen.getByRole("button", { name: /^Notices, 1 new/ }));
    // The toast and the panel.
    await waitFor(() => expect(screen.getAllByText("The disk is full")).toHaveLength(2));
  });
});
