import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { openChange, recordOf } from "../../dev/agents";
import { failure, type Scene } from "../../dev/core";
import { manyAgents } from "../../dev/fixtures";
import type { OpenChange, PendingAttachment } from "../bridge";
import { openChanges } from "../changes";
import { drafts } from "../session/drafts";
import { openWindow } from "../test-window";

const change = (id: string, part: Partial<OpenChange>) =>
  openChange({ id, state: { kind: "waiting" }, ...part });

const picture: PendingAttachment = {
  id: "attachment-1",
  connection: "northwind",
  agent: "agent-gone",
  media: "avatar",
  name: "",
  mediaUrl: "https://media.example.com/1.jpg",
  fileId: null,
  replaces: null,
  uploadedAt: "2026-03-04T10:00:00Z",
};

const aside = {
  account: { id: "account-acme", system: "bird", name: "Acme", values: { workspaceId: "6f1c" } },
  drafts: 2,
  changes: 5,
  attachments: 0,
  unsettled: 0,
};

async function open(scene: Scene) {
  openWindow({ agents: 3, ...scene }, { screen: "unfinished" });
  await screen.findByRole("heading", { level: 1, name: "Unfinished" }, { timeout: 15_000 });
}

beforeEach(() => act(() => openChanges.take([])));

describe("what is unfinished", { timeout: 40_000 }, () => {
  it("stands in one place, counted where one sees it", async () => {
    await open({
      start: {
        changes: [
          change("1", { state: { kind: "running", stage: "checking" } }),
          change("2", {
            agent: null,
            agentName: "Nora Novak",
            kind: "created",
            state: { kind: "sent", error: null, look: "cannotTell" },
          }),
          change("3", { state: { kind: "refused", findings: [] } }),
        ],
        attachments: [picture],
      },
    });
    expect(screen.getByRole("button", { name: "Unfinished: 3 things for you" })).toBeDefined();
    expect(screen.getByText("Was sent; the agent is read again…")).toBeDefined();
    expect(screen.getByText("Nora Novak may have been created.")).toBeDefined();
    expect(screen.getByText(/cannot be told from what somebody else did/)).toBeDefined();
    expect(
      screen.getByText("agent-gone · Northwind Support"),
      "its file would lie there for ever",
    ).toBeDefined();
  });

  it("can be stopped where it runs, whoever began it", async () => {
    const stopped: string[] = [];
    await open({
      start: {
        changes: [
          change("1", { kind: "deleted", job: "job-before", state: { kind: "running", stage: "sending" } }),
          change("2", { agentName: "Ben Cole", state: { kind: "running", stage: "looking" } }),
        ],
      },
      answering: {
        cancel_job: ({ job }: { job: string }) => {
          stopped.push(job);
          return null;
        },
      },
    });
    const [stop, ...others] = screen.getAllByRole("button", { name: /^Stop/ });
    expect(others, "Stop is offered where nothing can be stopped").toEqual([]);
    if (stop !== undefined) {
      await userEvent.click(stop);
    }
    await waitFor(() => expect(stopped).toEqual(["job-before"]));
  });

  it("is not there where nothing is", async () => {
    await open({});
    expect(screen.getByText("Nothing is unfinished.")).toBeDefined();
  });

  it("looks again, and takes the admin's word only where a look cannot tell", async () => {
    const sent = (look: "unreadable" | "notYet") =>
      change("1", { state: { kind: "sent", error: null, look } });
    const said: string[] = [];
    await open({
      start: { changes: [sent("unreadable")] },
      answering: {
        settle_change: () => [sent("notYet")],
        decide_change: ({ verdict }: { verdict: string }) => {
          said.push(verdict);
          return [];
        },
      },
    });
    const notice = within(
      screen.getByRole("region", { name: "The change of Ana Ruiz may have been stored." }),
    );
    expect(notice.queryByRole("button", { name: "It was made" })).toBeNull();
    await userEvent.click(notice.getByRole("button", { name: "Look again" }));
    expect(await notice.findByText(/It may still arrive/)).toBeDefined();
    await userEvent.click(notice.getByRole("button", { name: "It was made" }));
    await waitFor(() => expect(said).toEqual(["made"]));
    expect(await screen.findByText("Nothing is unfinished.")).toBeDefined();
  });

  it("lets what failed be seen and dismissed, and says how far it got", async () => {
    const dismissed: string[] = [];
    await open({
      start: {
        changes: [
          change("1", { state: { kind: "failed", error: { ...failure("timedOut"), done: "partly" } } }),
        ],
      },
      answering: {
        dismiss_change: (of: { change: string }) => {
          dismissed.push(of.change);
          return null;
        },
      },
    });
    expect(screen.getByRole("alert").textContent).toContain("Only a part of it was done.");
    await userEvent.click(screen.getByRole("button", { name: "Dismiss: Change Ana Ruiz" }));
    await waitFor(() => expect(dismissed).toEqual(["1"]));
  });

  it("uses a picture that was overtaken only where somebody says so", async () => {
    const asked: boolean[] = [];
    const [summary] = manyAgents(1, "northwind");
    await open({
      start: { attachments: [picture] },
      answering: {
        finish_attachment: ({ anyway }: { anyway: boolean }) => {
          asked.push(anyway);
          if (!anyway) {
            throw { ...failure("superseded"), done: "no" };
          }
          return {
            kind: "saved",
            record: summary === undefined ? null : recordOf(summary),
            merged: [],
            differences: [],
            change: "c",
            unrecorded: false,
            missing: [],
          };
        },
      },
    });
    await userEvent.click(screen.getByRole("button", { name: "Finish" }));
    await userEvent.click(await screen.findByRole("button", { name: "Use this one anyway" }));
    await waitFor(() => expect(asked).toEqual([false, true]));
    expect(await screen.findByText("It is on the agent now")).toBeDefined();
  });

  it("shows what is set aside, and forgets it only after a question, the history only on wish", async () => {
    const forgotten: unknown[] = [];
    await open({
      start: { setAside: [aside] },
      answering: {
        forget_set_aside: (of: unknown) => {
          forgotten.push(of);
          return null;
        },
      },
    });
    expect(
      screen.getByText(/2 drafts and 5 history entries belong to Acme \(Bird, 6f1c\)/),
      "drafts would vanish without a word",
    ).toBeDefined();
    await userEvent.click(screen.getByRole("button", { name: "Forget what belongs to Acme" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(forgotten).toEqual([]);
    await userEvent.click(dialog.getByRole("button", { name: "Forget" }));
    await waitFor(() => expect(forgotten).toEqual([{ account: "account-acme", history: false }]));
  });
});

describe("a connection", { timeout: 40_000 }, () => {
  it("that is removed says which drafts go, and keeps the history unless told otherwise", async () => {
    const removed: unknown[] = [];
    drafts.keep("northwind", "agent-1", {}, { "/name": "Ana R" });
    openWindow(
      {
        agents: 3,
        answering: {
          remove_connection: (of: unknown) => {
            removed.push(of);
            return null;
          },
        },
      },
      { screen: "connection", connection: "northwind" },
    );
    await userEvent.click(await screen.findByRole("button", { name: "Remove Northwind Support" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText("1 draft with unsaved changes is lost.")).toBeDefined();
    expect(dialog.getByRole<HTMLInputElement>("checkbox", { name: /Keep the history/ }).checked).toBe(true);
    await userEvent.click(dialog.getByRole("button", { name: "Remove Northwind Support" }));
    await waitFor(() => expect(removed).toEqual([{ connection: "northwind", keepHistory: true }]));
    await waitFor(() => expect(drafts.of("northwind", "agent-1")).toBeUndefined());
  });

  it("that is led to another account keeps the drafts of the old one away from it, and says so", async () => {
    drafts.keep("northwind", "agent-1", {}, { "/name": "Ana R" });
    openWindow(
      { agents: 3, answers: { set_aside: [aside], drafts: [] } },
      { screen: "connection", connection: "northwind" },
    );
    const name = await screen.findByRole("textbox", { name: "Name" });
    await userEvent.type(name, "!");
    await userEvent.click(screen.getByRole("button", { name: "Save changes" }));
    expect(
      await screen.findByText(/2 drafts and 5 history entries of the old one are set aside/),
    ).toBeDefined();
    expect(
      drafts.of("northwind", "agent-1"),
      "an edit of one account's agent would be offered on another's",
    ).toBeUndefined();
  });
});

describe("the history's keeping", { timeout: 40_000 }, () => {
  it("is for good until somebody chooses days", async () => {
    const saved: { historyDays?: number | null }[] = [];
    openWindow(
      {
        agents: 3,
        answering: {
          save_settings: ({ settings }: { settings: { historyDays?: number | null } }) => {
            saved.push(settings);
            return null;
          },
        },
      },
      { screen: "settings" },
    );
    const select = await screen.findByRole<HTMLInputElement>("combobox", { name: "Keep the history" });
    expect(select.value).toBe("For good");
    await userEvent.click(select);
    // The list floats: nothing lays it out here.
    await userEvent.click(await screen.findByRole("option", { name: "90 days", hidden: true }));
    await waitFor(() => expect(saved.at(-1)?.historyDays).toBe(90));
  });
});
