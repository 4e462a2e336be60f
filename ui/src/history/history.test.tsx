import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { recordOf } from "../../dev/agents";
import { failure, type Scene } from "../../dev/core";
import { manyAgents } from "../../dev/fixtures";
import { pageOf } from "../../dev/history";
import type { HistoryQuery, SaveOutcome } from "../bridge";
import { openWindow } from "../test-window";
import { everything, queryOf } from "./filters";

const acme = {
  account: { id: "account-acme", system: "bird", name: "Acme", values: {} },
  drafts: 0,
  changes: 1,
  attachments: 0,
  unsettled: 0,
};

async function open(scene: Scene = {}) {
  openWindow({ agents: 3, ...scene, start: { setAside: [acme], ...scene.start } }, { screen: "history" });
  await screen.findByRole("heading", { level: 1, name: "History" }, { timeout: 15_000 });
  return screen.findByRole("list", { name: "Changes, newest first" });
}

const entry = async (name: RegExp) => {
  const heading = await screen.findByRole("heading", { level: 3, name });
  const item = heading.closest("li");
  if (item === null) {
    throw new Error("an entry is an item of the list");
  }
  return within(item);
};

function created(): SaveOutcome {
  const [summary] = manyAgents(1, "northwind");
  if (summary === undefined) {
    throw new Error("no agent");
  }
  const record = recordOf(
    { ...summary, id: "agent-again", name: "Piet de Vries" },
    { name: "Piet de Vries" },
  );
  return {
    kind: "saved",
    record,
    merged: [],
    differences: [],
    change: "change-11",
    unrecorded: false,
    missing: [{ pointer: "/defaultCallerId", value: null, reason: "secret" }],
  };
}

describe("the history", { timeout: 40_000 }, () => {
  it("lists the changes of every agent, also of those that are gone, each with its way back", async () => {
    await open();
    const updated = await entry(/Changed: .*Liam Murphy/);
    expect(updated.getByRole("button", { name: /^Put back the change/ })).toBeDefined();
    const deleted = await entry(/Deleted: .*Piet de Vries/);
    expect(deleted.getByText("7 fields")).toBeDefined();
    expect(deleted.getByRole("button", { name: "Create Piet de Vries again" })).toBeDefined();
    const made = await entry(/^Created: /);
    expect(made.getByRole("button", { name: /^Delete Ana Ruiz/ })).toBeDefined();
    const webhook = await entry(/Webhook created/);
    expect(webhook.getByText("https://hooks.example.com/agent")).toBeDefined();
    expect(webhook.queryByRole("button", { name: /Put back/ })).toBeNull();
  });

  it("names the account of entries that no connection leads to, and offers nothing that cannot be done", async () => {
    await open();
    const gone = await entry(/Night desk/);
    expect(gone.getByText("Acme · Bird")).toBeDefined();
    expect(gone.getByText(/connect to the account again/)).toBeDefined();
  });

  it("creates a deleted agent again, says what could not be taken along, and pulls nobody away", async () => {
    const asked: string[] = [];
    await open({
      answering: {
        undo_change: ({ change }: { change: string }) => {
          asked.push(change);
          return created();
        },
      },
    });
    await userEvent.click(await screen.findByRole("button", { name: "Create Piet de Vries again" }));
    expect(await screen.findByText("It is created again: Piet de Vries.")).toBeDefined();
    expect(screen.getByText(/has to be entered again: Number shown when calling/)).toBeDefined();
    expect(asked).toEqual(["change-7"]);
    expect(screen.getByRole("heading", { level: 1, name: "History" })).toBeDefined();
  });

  it("asks before it takes back that an agent was created", async () => {
    const asked: string[] = [];
    await open({
      answering: {
        undo_change: ({ change }: { change: string }) => {
          asked.push(change);
          return { kind: "deleted", change: "change-12" };
        },
      },
    });
    await userEvent.click(await screen.findByRole("button", { name: /^Delete Ana Ruiz/ }));
    const dialog = within(await screen.findByRole("dialog", { name: "Delete Ana Ruiz?" }));
    expect(asked, "an agent would be deleted without a question").toEqual([]);
    await userEvent.click(dialog.getByRole("button", { name: "Delete Ana Ruiz" }));
    expect(await screen.findByText("Ana Ruiz is deleted.")).toBeDefined();
    expect(asked).toEqual(["change-1"]);
    expect(screen.getByRole("button", { name: "Create it again" })).toBeDefined();
  });

  it("names the field that moved where a change cannot be put back", async () => {
    await open({
      answering: {
        undo_change: () => {
          throw { ...failure("cannotUndo"), field: "/bio", done: "no" };
        },
      },
    });
    const updated = await entry(/Liam Murphy/);
    await userEvent.click(updated.getByRole("button", { name: /^Put back the change/ }));
    expect(
      await updated.findByText(/was changed since, and putting this back would overwrite it/),
    ).toBeDefined();
  });

  it("is searched, filtered by kind and by agent, and exported as it is filtered", async () => {
    const queries: HistoryQuery[] = [];
    const exported: { query: HistoryQuery; format: string }[] = [];
    await open({
      answering: {
        history: ({ query }: { query: HistoryQuery }) => {
          queries.push(query);
          return pageOf(query);
        },
        export_history: (of: { query: HistoryQuery; format: string }) => {
          exported.push(of);
          return true;
        },
      },
    });
    await userEvent.type(screen.getByRole("textbox", { name: "Search the history" }), "vries");
    await waitFor(() => expect(queries.at(-1)?.text).toBe("vries"));
    await waitFor(() => expect(screen.queryByText(/Liam Murphy/)).toBeNull());
    await userEvent.click(screen.getByRole("button", { name: "Show only changes of Piet de Vries" }));
    await waitFor(() => expect(queries.at(-1)?.agent).toBe("agent-77"));
    await userEvent.click(screen.getByRole("button", { name: "Export as CSV" }));
    expect(await screen.findByText(/every entry that matched/)).toBeDefined();
    expect(exported[0]?.format).toBe("csv");
    expect(exported[0]?.query, "more would be exported than is shown").toMatchObject({
      text: "vries",
      agent: "agent-77",
    });
    await userEvent.click(screen.getByRole("button", { name: "Show all agents again" }));
    await waitFor(() => expect(queries.at(-1)?.agent).toBeNull());
  });

  it("reads on where a page ends", async () => {
    const [first, ...others] = pageOf({}).entries;
    await open({
      answering: {
        history: ({ query }: { query: HistoryQuery }) =>
          query.cursor === null
            ? { entries: [first], next: "4", total: 6 }
            : { entries: others, next: null, total: 6 },
      },
    });
    expect(screen.queryByText(/Piet de Vries/)).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Load more" }));
    expect(await screen.findByRole("button", { name: "Create Piet de Vries again" })).toBeDefined();
    expect(screen.queryByRole("button", { name: "Load more" })).toBeNull();
  });
});

describe("what is asked of the history", () => {
  const now = new Date(2026, 2, 4, 15, 12);

  it("counts the last day of a span to its end", () => {
    const query = queryOf({ ...everything, time: "between", from: "2026-03-01", to: "2026-03-02" }, now);
    expect(query.since).toBe(new Date(2026, 2, 1).toISOString());
    expect(query.until).toBe(new Date(2026, 2, 3).toISOString());
  });

  it("leaves a day that is not typed yet open", () => {
    const query = queryOf({ ...everything, time: "between", from: "", to: "2026-0" }, now);
    expect([query.since, query.until]).toEqual([null, null]);
  });
});
