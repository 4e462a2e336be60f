import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Scene } from "../../dev/core";
import { type Agents, merged } from "../agents/useAgents";
import { openWindow } from "../test-window";
import { go, whereWeAre } from "../window/place";

const everything = { screen: "everything" } as const;
const list = async () => within(await screen.findByRole("region", { name: "Agents of all connections" }));

describe("the list of all connections", () => {
  it("shows the agents of every connection in one order, each with its connection", async () => {
    openWindow({ several: true, agents: 5 }, everything);
    const region = await list();
    expect(await region.findByText("14")).toBeDefined();
    const rows = region.getAllByRole("button", { name: /line|Support|assistants|Utrecht/ });
    const names = rows.map((row) => row.getAttribute("aria-label")?.split(",")[0]);
    expect(names).toEqual([...names].sort((a, b) => String(a).localeCompare(String(b), "en")));
    expect(region.getByRole("button", { name: /^Order desk, AI voice, Order line$/ })).toBeDefined();
    expect(region.getByRole("button", { name: /^Adaeze Okafor, .*, Northwind Support$/ })).toBeDefined();
  });

  it("says which connection did not answer, shows the others, and is not counted as the whole", async () => {
    const scene: { -readonly [Key in keyof Scene]: Scene[Key] } = {
      several: true,
      agents: 5,
      failingLists: { helpdesk: "unreachable" },
    };
    openWindow(scene, everything);
    const region = await list();
    const trouble = await region.findByRole("alert");
    expect(trouble.textContent).toContain("The agents of Helpdesk Utrecht are missing.");
    expect(region.getByRole("button", { name: /^Order desk/ })).toBeDefined();
    expect(region.getByText("12 so far")).toBeDefined();
    scene.failingLists = {};
    await userEvent.click(region.getByRole("button", { name: "Try again: Helpdesk Utrecht" }));
    expect(await region.findByText("14")).toBeDefined();
    expect(region.getByRole("button", { name: /^Helpdesk first line/ })).toBeDefined();
    expect(region.queryByRole("alert")).toBeNull();
  });

  it("keeps what was read of a connection that broke off, and says how much that is", async () => {
    openWindow({ several: true, agents: 130, pageSize: 50, failingPage: 2 }, everything);
    const region = await list();
    expect((await region.findByRole("alert")).textContent).toContain(
      "Northwind Support: only 100 of 130 agents.",
    );
    expect(region.getByText("109 of 139")).toBeDefined();
  });

  it("reads again elsewhere what somebody walked away from, so that nobody decides on old hours", async () => {
    const scene: { -readonly [Key in keyof Scene]: Scene[Key] } = { agents: 5 };
    openWindow(scene, { screen: "agents", connection: "northwind" });
    const region = within(await screen.findByRole("region", { name: "Agents of Northwind Support" }));
    expect(await region.findByText("5")).toBeDefined();
    scene.silent = ["list_agents"];
    await userEvent.click(region.getByRole("button", { name: "Read the list again" }));
    scene.silent = [];
    scene.agents = 7;
    act(() => go({ screen: "coverage", connection: "northwind" }));
    await screen.findByRole("heading", { name: "Coverage" });
    act(() => go({ screen: "agents", connection: "northwind" }));
    const again = within(await screen.findByRole("region", { name: "Agents of Northwind Support" }));
    expect(await again.findByText("7")).toBeDefined();
  });

  it("does not say that nobody matches while a connection is missing", async () => {
    openWindow({ several: true, agents: 5, failingLists: { helpdesk: "unreachable" } }, everything);
    const region = await list();
    await region.findByRole("alert");
    await userEvent.type(region.getByRole("searchbox"), "nobody of this name");
    expect(await region.findByText("No agent matches among those that could be read.")).toBeDefined();
    expect(region.getByRole("alert").textContent).toContain("Helpdesk Utrecht");
  });

  it("leads to the key where one is missing or refused", async () => {
    openWindow({ several: true, agents: 5, failingLists: { website: "wrongKey" } }, everything);
    const region = await list();
    await userEvent.click(await region.findByRole("button", { name: "Replace the key: Website assistants" }));
    expect(whereWeAre()).toEqual({ screen: "connection", connection: "website" });
  });

  it("narrows to a connection", async () => {
    openWindow({ several: true, agents: 5 }, everything);
    const region = await list();
    await region.findByText("14");
    await userEvent.click(region.getByRole("button", { name: "Connection" }));
    await userEvent.click(
      await screen.findByRole("menuitemcheckbox", { name: /^Reception line/, hidden: true }),
    );
    await waitFor(() => expect(region.getByText("3 of 14")).toBeDefined());
    expect(region.queryByRole("button", { name: /^Order desk/ })).toBeNull();
  });

  it("opens an agent beside the list, and only that one where two connections have the same id", async () => {
    // The two connections of this scene lead to the same agents.
    openWindow({ agents: 3 }, everything);
    const region = await list();
    const [first] = await region.findAllByRole("button", { name: /^Adaeze Okafor/ });
    await userEvent.click(first as HTMLElement);
    expect(await screen.findByRole("heading", { name: "Adaeze Okafor" })).toBeDefined();
    const rows = region.getAllByRole("button", { name: /^Adaeze Okafor/ });
    expect(rows.map((row) => row.getAttribute("aria-current"))).toEqual(["true", null]);
    expect(whereWeAre()).toMatchObject({ screen: "everything", agent: "agent-0" });
  });

  it("moves through agents of several connections with the arrows", async () => {
    openWindow({ agents: 3 }, everything);
    const region = await list();
    const [first] = await region.findAllByRole("button", { name: /^Adaeze Okafor/ });
    first?.focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toMatch(/^Ana Ruiz/));
    await userEvent.keyboard("{End}");
    await waitFor(() =>
      expect(document.activeElement?.getAttribute("aria-label")).toMatch(/^Bram Hendriks.*Sample agents$/),
    );
  });

  it("draws only the rows in sight of thousands", async () => {
    openWindow({ agents: 1200, pageSize: 600 }, everything);
    const region = await list();
    expect(await region.findByText("2,400")).toBeDefined();
    expect(region.getAllByRole("listitem").length).toBeLessThan(60);
  });

  it("asks where a new agent shall be, and offers only what each system can do", async () => {
    openWindow({ several: true, agents: 5 }, everything);
    const region = await list();
    await userEvent.click(await region.findByRole("button", { name: "New agent" }));
    const dialog = await screen.findByRole("dialog", { name: "Where shall the new agent be?" });
    const creating = within(dialog).getByRole("list", { name: "Where shall the new agent be?" });
    expect(within(creating).getAllByRole("button")).toHaveLength(3);
    expect(within(dialog).getByRole("button", { name: "Helpdesk Utrecht Add by ID" })).toBeDefined();
    expect(within(dialog).getByRole("button", { name: "Website assistants Add a key" })).toBeDefined();
    await userEvent.click(within(dialog).getByRole("button", { name: /^Order line/ }));
    expect(whereWeAre()).toMatchObject({ screen: "everything", connection: "orders", agent: "new" });
  });

  it("is reached from the rail, but only where there is more than one connection", async () => {
    openWindow({ agents: 3 }, { screen: "settings" });
    await userEvent.click(await screen.findByRole("button", { name: "All agents" }));
    expect((await list()).getByRole("heading", { name: "All agents" })).toBeDefined();
  });
});

describe("the list of AI voices", () => {
  it("says a row in few words: no hours where its system has none", async () => {
    openWindow({ several: true }, { screen: "agents", connection: "helpdesk" });
    const row = await screen.findByRole("button", { name: /^Helpdesk first line/ });
    expect(row.getAttribute("aria-label")).toBe("Helpdesk first line, Published, AI voice");
    expect(screen.queryByRole("button", { name: /^Open now/ })).toBeNull();
  });

  it("offers to add by ID where that is the way in, and says that the account has no list", async () => {
    const nobody = { list_agents: { agents: [], next: null, total: 0, unreadable: 0 } };
    openWindow({ several: true, answers: nobody }, { screen: "agents", connection: "helpdesk" });
    await screen.findByText("No agent has been added yet, and this Diga account offers no list.");
    const [button] = screen.getAllByRole("button", { name: "Add by ID" });
    await userEvent.click(button as HTMLElement);
    expect(await screen.findByRole("dialog")).toBeDefined();
    expect(screen.queryByRole("button", { name: "New agent" })).toBeNull();
  });

  it("asks for a first key where each agent has its own", async () => {
    const nobody = { list_agents: { agents: [], next: null, total: 0, unreadable: 0 } };
    openWindow({ several: true, answers: nobody }, { screen: "agents", connection: "website" });
    expect(await screen.findByText("No agent here yet: no key has been added.")).toBeDefined();
    expect(screen.getAllByRole("button", { name: "Add a key" }).length).toBeGreaterThan(0);
  });
});

describe("several lists as one", () => {
  const whole: Agents = {
    agents: [],
    total: 0,
    missing: 0,
    unreadable: 0,
    state: "whole",
    first: false,
    error: null,
    refreshing: false,
    readAt: new Date("2026-03-04T15:00:00Z"),
    goOn: () => undefined,
    refresh: () => undefined,
  };
  it("are whole only when each of them is", () => {
    expect(merged([whole, whole]).state).toBe("whole");
    expect(merged([whole, { ...whole, state: "broken" }]).state).toBe("broken");
    expect(
      merged([
        { ...whole, state: "reading" },
        { ...whole, state: "broken" },
      ]).state,
    ).toBe("reading");
  });
  it("say how many there are only when each of them does", () => {
    expect(merged([{ ...whole, state: "reading", total: 5 }, whole]).total).toBe(5);
    expect(merged([{ ...whole, state: "reading", total: null }, whole]).total).toBeNull();
  });
  it("are as old as the oldest of them", () => {
    const older = new Date("2026-03-04T14:00:00Z");
    expect(merged([whole, { ...whole, readAt: older }]).readAt).toEqual(older);
  });
});
