import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { documentOf, openChange, recordOf, savedOf } from "../../dev/agents";
import { failure, type Scene } from "../../dev/core";
import { manyAgents } from "../../dev/fixtures";
import type { AgentSummary, Conflict, Edits, JsonValue, SaveOfBase, SaveOutcome } from "../bridge";
import { events } from "../bridge/bindings";
import { openChanges } from "../changes";
import { drafts } from "../session/drafts";
import { openWindow } from "../test-window";
import { go } from "../window/place";
import { saves } from "./saves";

/** A save as the mocked core answers it: with the document the edits began from. */
type Save = Omit<SaveOfBase, "base"> & { readonly base: JsonValue };

const place = { screen: "agents", connection: "northwind", agent: "agent-1", section: "profile" } as const;
const form = { screen: "agents", connection: "northwind", agent: "new", section: "profile" } as const;

function ana(): AgentSummary {
  const summary = manyAgents(2, "northwind")[1];
  if (summary === undefined) {
    throw new Error("no agent");
  }
  return summary;
}

beforeEach(async () => {
  for (const agent of ["agent-1", null]) {
    await drafts.discard("northwind", agent);
    saves.forget("northwind", agent);
  }
  act(() => openChanges.take([]));
});

/** A save that ends when it is told to. */
function held() {
  const requests: Save[] = [];
  let end: (outcome: SaveOutcome) => void = () => undefined;
  const scene: Scene = {
    agents: 3,
    answering: {
      save_agent: ({ request }: { request: Save }) => {
        requests.push(request);
        return new Promise((done) => {
          end = done as typeof end;
        });
      },
    },
  };
  return { requests, scene, end: (outcome: SaveOutcome) => act(async () => end(outcome)) };
}

const open = async (scene: Scene, where: typeof place | typeof form = place) => {
  openWindow(scene, where);
  await screen.findByLabelText("Name", {}, { timeout: 15_000 });
};
const nameField = () => screen.getByLabelText<HTMLInputElement>("Name");
const rename = async (to: string) => {
  await userEvent.clear(nameField());
  await userEvent.type(nameField(), to);
};
const stored = (edits: Edits, id = "agent-1") => savedOf({ ...ana(), id }, documentOf(ana()), edits);
const conflict = (part: Partial<Conflict>): Conflict => ({
  pointer: "/name",
  item: null,
  member: null,
  order: false,
  original: "Ana Ruiz",
  theirs: "Ana Theirs",
  mine: "Ana Mine",
  both: null,
  ...part,
});

describe("a save that runs", { timeout: 40_000 }, () => {
  it("goes on while another agent is looked at, and shows itself to whoever comes back", async () => {
    const { scene, end, requests } = held();
    await open(scene);
    await rename("Ana R");
    await userEvent.keyboard("{Control>}s{/Control}");
    expect(await screen.findByText("Saving…")).toBeDefined();
    await userEvent.click(await screen.findByRole("button", { name: /^Adaeze Okafor/ }));
    await screen.findByRole("heading", { level: 1, name: "Adaeze Okafor" });
    await userEvent.click(screen.getByRole("button", { name: /^Ana Ruiz/ }));
    expect(await screen.findByText("Saving…"), "a running save looks as if nothing was asked").toBeDefined();
    await userEvent.click(await screen.findByRole("button", { name: /^Adaeze Okafor/ }));
    await screen.findByRole("heading", { level: 1, name: "Adaeze Okafor" });
    await end(stored({ "/name": "Ana R" }));
    expect(await screen.findByText("Ana R is saved.")).toBeDefined();
    expect(screen.getByRole("heading", { level: 1, name: "Adaeze Okafor" })).toBeDefined();
    expect(drafts.of("northwind", "agent-1"), "what was stored is still called unsaved").toBeUndefined();
    expect(requests).toHaveLength(1);
  });

  it("is shown after the window was reloaded, and cannot be asked for twice", async () => {
    const { scene, requests } = held();
    await open({ ...scene, start: { changes: [openChange({})] } });
    expect(await screen.findByText("Is being sent…")).toBeDefined();
    await userEvent.keyboard("{Control>}s{/Control}");
    expect(requests).toHaveLength(0);
  });

  it("can be stopped also after the window was reloaded", async () => {
    const { scene } = held();
    const stopped: string[] = [];
    const answering = {
      ...scene.answering,
      cancel_job: ({ job }: { job: string }) => {
        stopped.push(job);
        return null;
      },
    };
    await open({ ...scene, answering, start: { changes: [openChange({ job: "job-before" })] } });
    const stop = await screen.findByRole("button", { name: "Stop" });
    // What was read when the page opened may have been stopped before: effects run twice.
    const before = stopped.length;
    await userEvent.click(stop);
    await waitFor(() => expect(stopped.slice(before)).toEqual(["job-before"]));
  });

  it("lets a conflict wait where it can be found, and pulls nobody to it", async () => {
    const { scene, end } = held();
    await open(scene);
    await rename("Ana Mine");
    await userEvent.keyboard("{Control>}s{/Control}");
    await screen.findByText("Saving…");
    act(() => go({ screen: "settings" }));
    await end({
      kind: "conflicts",
      fresh: recordOf(ana(), { ...documentOf(ana()), name: "Ana Theirs" }),
      conflicts: [conflict({})],
    });
    expect(await screen.findByText("Ana Mine is not saved yet")).toBeDefined();
    expect(screen.getByRole("heading", { level: 1, name: "Settings" })).toBeDefined();
    act(() => go(place));
    await userEvent.click(await screen.findByRole("button", { name: "Choose" }, { timeout: 15_000 }));
    expect(within(await screen.findByRole("dialog")).getByText("Ana Theirs")).toBeDefined();
  });

  it("says that the history could not be written, where that is so", async () => {
    const { scene, end } = held();
    await open(scene);
    await rename("Ana R");
    await userEvent.keyboard("{Control>}s{/Control}");
    await screen.findByText("Saving…");
    await end({ ...stored({ "/name": "Ana R" }), unrecorded: true } as SaveOutcome);
    expect(await screen.findByText(/it is written as soon as there is room/)).toBeDefined();
  });
});

describe("a creation", { timeout: 40_000 }, () => {
  it("that runs is shown on the form again and is not sent a second time", async () => {
    const { scene, end, requests } = held();
    await open(scene, form);
    await rename("Nora Novak");
    await userEvent.keyboard("{Control>}s{/Control}");
    await screen.findByText("Nora Novak is being created…");
    act(() => go({ screen: "settings" }));
    await screen.findByRole("heading", { level: 1, name: "Settings" });
    act(() => go(form));
    expect(await screen.findByText("Nora Novak is being created…")).toBeDefined();
    await userEvent.keyboard("{Control>}s{/Control}");
    expect(requests, "two agents would be created").toHaveLength(1);
    await end(stored({ "/name": "Nora Novak" }, "agent-new"));
    await screen.findByText("Nora Novak is created.");
  });

  it("that ends elsewhere pulls nobody to the new agent, and offers the way", async () => {
    const { scene, end } = held();
    await open(scene, form);
    await rename("Nora Novak");
    await userEvent.keyboard("{Control>}s{/Control}");
    await screen.findByText("Nora Novak is being created…");
    act(() => go({ screen: "settings" }));
    await end(stored({ "/name": "Nora Novak" }, "agent-new"));
    expect(await screen.findByText("Nora Novak is created.")).toBeDefined();
    expect(screen.getByRole("heading", { level: 1, name: "Settings" })).toBeDefined();
    expect(screen.getByRole("button", { name: "Open" })).toBeDefined();
    expect(drafts.of("northwind", null), "the draft would offer to create it again").toBeUndefined();
  });

  it("of which nobody knows cannot be sent again until it is settled", async () => {
    const sent = openChange({
      agent: null,
      agentName: "Nora Novak",
      kind: "created",
      state: { kind: "sent", error: null, look: "notYet" },
    });
    const requests: unknown[] = [];
    await open(
      {
        agents: 3,
        answering: {
          save_agent: ({ request }: { request: unknown }) => {
            requests.push(request);
            return { kind: "sent", change: "change-1", error: null };
          },
          open_changes: () => (requests.length > 0 ? [sent] : []),
          decide_change: () => [],
        },
      },
      form,
    );
    await rename("Nora Novak");
    await userEvent.click(screen.getByRole("button", { name: "Create agent" }));
    const notice = within(await screen.findByRole("region", { name: "Nora Novak may have been created." }));
    expect(notice.getByText(/It may still arrive/)).toBeDefined();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Create agent" }).disabled).toBe(true);
    await userEvent.keyboard("{Control>}s{/Control}");
    expect(requests, "two agents would be created").toHaveLength(1);
    await userEvent.click(notice.getByRole("button", { name: "It was not made" }));
    await waitFor(() =>
      expect(screen.getByRole<HTMLButtonElement>("button", { name: "Create agent" }).disabled).toBe(false),
    );
  });

  it("that was found when it was looked for leaves the draft and is told", async () => {
    const sent = openChange({
      id: "change-2",
      agent: null,
      agentName: "Nora Novak",
      kind: "created",
      state: { kind: "sent", error: null, look: "unreadable" },
    });
    drafts.keep("northwind", null, {}, { "/name": "Nora Novak" });
    openWindow(
      {
        agents: 3,
        start: { changes: [sent] },
        answers: {
          open_changes: [],
          history_entry: { id: "change-2", connection: "northwind", agent: "agent-new", kind: "created" },
        },
      },
      { screen: "settings" },
    );
    await screen.findByRole("heading", { level: 1, name: "Settings" });
    await act(() => events.changesMoved.emit({ changes: [] }));
    expect(await screen.findByText("Nora Novak was created")).toBeDefined();
    await waitFor(() => expect(drafts.of("northwind", null)).toBeUndefined());
  });
});

describe("a conflict about an item of a list", { timeout: 40_000 }, () => {
  it("names the item and its member, offers both, and sends the picks on the document it began from", async () => {
    const requests: Save[] = [];
    const about = conflict({
      pointer: "/holidays",
      item: { identity: "12-25", shown: { name: "Christmas", day: 25, month: 12 } },
      original: null,
      theirs: { name: "Navidad", day: 25, month: 12 },
      mine: { name: "Christmas", day: 25, month: 12 },
      both: [
        { name: "Navidad", day: 25, month: 12 },
        { name: "Christmas", day: 25, month: 12 },
      ],
    });
    await open({
      agents: 3,
      answering: {
        save_agent: ({ request }: { request: Save }) => {
          requests.push(request);
          return requests.length === 1
            ? { kind: "conflicts", fresh: recordOf(ana()), conflicts: [about] }
            : stored(request.edits);
        },
      },
    });
    await rename("Ana R");
    await userEvent.keyboard("{Control>}s{/Control}");
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByRole("group", { name: /Christmas/ })).toBeDefined();
    expect(dialog.getByRole("radio", { name: /^Theirs.*Navidad/ })).toBeDefined();
    expect(dialog.getByRole("radio", { name: /^Both.*Navidad.*Christmas/ })).toBeDefined();
    await userEvent.click(dialog.getByRole("radio", { name: /^Both/ }));
    await userEvent.click(dialog.getByRole("button", { name: "Save 1 change" }));
    await screen.findByText("Ana R is saved.");
    expect(requests[1]?.picks).toEqual([
      {
        pointer: "/holidays",
        identity: "12-25",
        member: null,
        theirs: about.theirs,
        choice: "both",
      },
    ]);
    expect(requests[1]?.base, "the merge would compare with something nobody began from").toEqual(
      requests[0]?.base,
    );
  });
});

describe("a deletion", { timeout: 40_000 }, () => {
  it("says that it runs, stays until it has ended, and tells after Stop how far it got", async () => {
    const stopped: string[] = [];
    let deletion = "";
    let end: (error: unknown) => void = () => undefined;
    await open({
      agents: 3,
      answering: {
        delete_agent: ({ job }: { job: string }) => {
          deletion = job;
          return new Promise((_, fail) => {
            end = fail;
          });
        },
        cancel_job: ({ job }: { job: string }) => {
          stopped.push(job);
          return null;
        },
      },
    });
    const main = within(screen.getByRole("main"));
    await userEvent.click(main.getByRole("button", { name: "More" }));
    await userEvent.click(await screen.findByText("Delete Ana Ruiz"));
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.click(dialog.getByRole("button", { name: "Delete Ana Ruiz" }));
    expect(await dialog.findByText("Deleting Ana Ruiz…")).toBeDefined();
    expect(dialog.queryByRole("button", { name: "Cancel" }), "Cancel would only hide it").toBeNull();
    await userEvent.keyboard("{Escape}");
    // What was read when the page opened may have been stopped before: effects run twice.
    expect(stopped).not.toContain(deletion);
    await userEvent.click(dialog.getByRole("button", { name: "Stop" }));
    expect(stopped.filter((job) => job === deletion)).toHaveLength(1);
    await act(async () => end({ ...failure("cancelled"), done: "no" }));
    expect((await dialog.findByRole("alert")).textContent).toContain("Nothing was changed.");
  });

  it("of which nobody knows is told as that, with the way to look", async () => {
    const sent = openChange({ kind: "deleted", state: { kind: "sent", error: null, look: "notLooked" } });
    await open({
      agents: 3,
      answers: { delete_agent: { kind: "sent", change: "change-1", error: null }, open_changes: [sent] },
    });
    const main = within(screen.getByRole("main"));
    await userEvent.click(main.getByRole("button", { name: "More" }));
    await userEvent.click(await screen.findByText("Delete Ana Ruiz"));
    await userEvent.click(
      within(await screen.findByRole("dialog")).getByRole("button", { name: "Delete Ana Ruiz" }),
    );
    expect((await screen.findAllByText("Ana Ruiz may have been deleted.")).length).toBeGreaterThan(0);
    expect(screen.queryByText("Ana Ruiz is deleted.")).toBeNull();
    expect(await screen.findByRole("button", { name: "Look again" })).toBeDefined();
  });
});

describe("without a network", { timeout: 40_000 }, () => {
  it("a draft can be opened from where the list would be, and says that the agent could not be read", async () => {
    const draft = {
      connection: "northwind",
      agent: "agent-1",
      base: documentOf(ana()),
      edits: { "/name": "Ana from yesterday" },
      updatedAt: "2026-03-03T10:00:00Z",
    };
    openWindow(
      {
        start: { drafts: [draft] },
        failing: { list_agents: "unreachable", read_agent: "unreachable" },
      },
      { screen: "agents", connection: "northwind" },
    );
    await userEvent.click(
      await screen.findByRole("button", { name: "Ana from yesterday" }, { timeout: 15_000 }),
    );
    expect(
      await screen.findByText(/Your edits are kept on this computer/, {}, { timeout: 15_000 }),
    ).toBeDefined();
    expect(nameField().value, "what was typed cannot be read any more").toBe("Ana from yesterday");
    await userEvent.click(within(screen.getByRole("main")).getByRole("button", { name: "History" }));
    expect(await screen.findByText("45")).toBeDefined();
  });
});
