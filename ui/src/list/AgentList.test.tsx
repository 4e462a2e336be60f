import { QueryClient } from "@tanstack/react-query";
import { configure, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Scene } from "../../dev/core";
import { manyAgents } from "../../dev/fixtures";
import { listOfPages, memoryOf } from "../agents/newer";
import { agentsQuery, putInList, takeFromList } from "../agents/useAgents";
import { openWindow } from "../test-window";

const place = { screen: "agents", connection: "northwind" } as const;
const list = () => screen.findByRole("region", { name: "Agents of Northwind Support" });

describe("the list of agents", () => {
  it("reads every page, one after the other, and then shows the list as whole", async () => {
    openWindow({ agents: 130, pageSize: 50 }, place);
    expect(await within(await list()).findByText("130")).toBeDefined();
  });

  it("never shows a part as the whole: it says how much was read and keeps the rows when a late page fails", async () => {
    openWindow({ agents: 130, pageSize: 50, failingPage: 2 }, place);
    const region = within(await list());
    expect(await region.findByText("100 of 130")).toBeDefined();
    expect(region.getByRole("button", { name: /^Adaeze Okafor/ })).toBeDefined();
    expect(region.getByText(/Only 100 of 130 agents could be read/)).toBeDefined();
    expect(region.getByRole("alert").textContent).toContain("The system has a problem of its own");
  });

  it("goes on with the page that failed, without reading the others again", async () => {
    const scene: { -readonly [Key in keyof Scene]: Scene[Key] } = {
      agents: 130,
      pageSize: 50,
      failingPage: 2,
    };
    openWindow(scene, place);
    const region = within(await list());
    const again = await region.findByRole("button", { name: "Try again" });
    scene.failingPage = undefined;
    await userEvent.click(again);
    expect(await region.findByText("130")).toBeDefined();
    expect(region.queryByRole("alert")).toBeNull();
  });

  it("does not say that nobody matches while only a part could be read", async () => {
    openWindow({ agents: 130, pageSize: 50, failingPage: 2 }, place);
    const region = within(await list());
    await region.findByText("100 of 130");
    await userEvent.type(region.getByRole("searchbox"), "nobody of this name");
    expect(await region.findByText("No agent matches among those that could be read.")).toBeDefined();
  });

  it("narrows while typing and says how many are left", async () => {
    openWindow({ agents: 64 }, place);
    const region = within(await list());
    await region.findByText("64");
    await userEvent.type(region.getByRole("searchbox"), "ana ruiz");
    await waitFor(() => expect(region.getAllByRole("listitem")).toHaveLength(1));
    expect(region.getByText("1 of 64")).toBeDefined();
  });

  it("says a row in one breath: name, state, until when it is open, team, work and week", async () => {
    openWindow({ agents: 5 }, place);
    const row = await within(await list()).findByRole("button", { name: /^Bram Hendriks/ });
    expect(row.getAttribute("aria-label")).toMatch(
      /^Bram Hendriks, On a call, Open until [^,]+, Sales · Amsterdam, 5 of 5 in hand, open on Monday, Tuesday, Wednesday, Thursday, and Friday$/,
    );
    expect(row.title).toMatch(/^Open until /);
  });

  it("moves through the rows with the arrows and opens with Enter", async () => {
    openWindow({ agents: 9 }, place);
    const region = within(await list());
    const first = await region.findByRole("button", { name: /^Adaeze Okafor/ });
    first.focus();
    await userEvent.keyboard("{ArrowDown}");
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toMatch(/^Ana Ruiz/));
    await userEvent.keyboard("{End}");
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toMatch(/^ليلى/));
    await userEvent.keyboard("{Home}{Enter}");
    await waitFor(() => expect(first.getAttribute("aria-current")).toBe("true"));
  });

  it("offers the way to the key when it is refused", async () => {
    openWindow({ failing: { list_agents: "wrongKey" } }, place);
    expect(await within(await list()).findByRole("button", { name: "Replace the key" })).toBeDefined();
  });
});

describe("a list from which somebody deletes while it is read", () => {
  // These count readings, and where effects run twice the first one begins twice.
  beforeEach(() => configure({ reactStrictMode: false }));
  afterEach(() => configure({ reactStrictMode: true }));
  const all = manyAgents(47, "northwind");
  const reading = (
    answers: readonly { readonly held: number; readonly total: number; readonly unreadable?: number }[],
  ) => {
    let read = 0;
    openWindow(
      {
        answering: {
          list_agents: () => {
            const answer = answers[Math.min(read, answers.length - 1)] ?? { held: 0, total: 0 };
            const { held, total, unreadable = 0 } = answer;
            read += 1;
            return { agents: all.slice(0, held), next: null, total, unreadable };
          },
        },
      },
      place,
    );
    return () => read;
  };

  it("is read once more, and then shows everybody", async () => {
    const times = reading([
      { held: 45, total: 47 },
      { held: 46, total: 46 },
    ]);
    expect(await within(await list()).findByText("46")).toBeDefined();
    expect(times()).toBe(2);
    expect(screen.queryByText(/The system counts/)).toBeNull();
  });

  it("says under the rows that some are missing, once it was read twice, and does not go on reading", async () => {
    const times = reading([{ held: 4, total: 6 }]);
    expect(
      await within(await list()).findByText(/The system counts 6 agents, and its list holds 4/),
    ).toBeDefined();
    expect(times(), "a list that never fits must not be read for ever").toBe(2);
    await userEvent.click(screen.getByRole("button", { name: "Read the list again" }));
    await waitFor(() => expect(times()).toBe(3));
  });
});

describe("a list with entries that nobody can use", () => {
  const holding = (held: number, unreadable: number) =>
    openWindow(
      {
        answering: {
          list_agents: () => ({
            agents: manyAgents(held, "northwind"),
            next: null,
            total: held + unreadable,
            unreadable,
          }),
        },
      },
      place,
    );

  it("shows the others, says calmly how many are left out, and misses nobody besides", async () => {
    holding(3, 2);
    const left = await within(await list()).findByText(/2 entries of this list could not be read/);
    expect(left.getAttribute("role")).toBe("status");
    expect(await within(await list()).findByText("3")).toBeDefined();
    expect(screen.queryByText(/The system counts/), "they are counted already").toBeNull();
  });

  it("does not say that there is nobody where nobody could be read", async () => {
    holding(0, 1);
    expect(await within(await list()).findByText(/1 entry of this list could not be read/)).toBeDefined();
    expect(screen.queryByText("No agents here yet.")).toBeNull();
  });
});

describe("the list after a change", () => {
  const key = agentsQuery("c").queryKey;
  const [ana, ben, cem] = manyAgents(3, "c");
  if (ana === undefined || ben === undefined || cem === undefined) {
    throw new Error("three agents are needed");
  }
  const client = new QueryClient();
  const known = () => listOfPages(client.getQueryData(key)?.pages ?? [], memoryOf(client, "c").newer);
  const ids = () => known().agents.map((agent) => agent.id);
  const total = () => known().total;
  const fill = () => {
    memoryOf(client, "c").newer.clear();
    client.setQueryData(key, {
      pages: [{ agents: [ana, ben], next: null, total: 2, unreadable: 0 }],
      pageParams: [null],
    });
  };

  it("shows a saved agent as it is stored now, in its place", () => {
    fill();
    putInList(client, { ...ben, name: "Ben Renamed" });
    expect(known().agents.map((agent) => agent.name)).toEqual([ana.name, "Ben Renamed"]);
    expect(total()).toBe(2);
  });
  it("counts a new agent", () => {
    fill();
    putInList(client, cem);
    expect(ids().sort()).toEqual([ana.id, ben.id, cem.id].sort());
    expect(total()).toBe(3);
  });
  it("lets a deleted agent go at once", () => {
    fill();
    takeFromList(client, "c", ana.id);
    expect(ids()).toEqual([ben.id]);
    expect(total()).toBe(1);
  });
});
