import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { documentOf } from "../../dev/agents";
import { failure, type Scene } from "../../dev/core";
import { manyAgents, started } from "../../dev/fixtures";
import type { Draft } from "../bridge";
import { drafts } from "../session/drafts";
import { unfinished } from "../session/unfinished";
import { openWindow } from "../test-window";

const agent = "agent-1";
const place = { screen: "agents", connection: "northwind", agent, section: "profile" } as const;

beforeEach(async () => {
  unfinished.forget("northwind", agent, "");
  await drafts.discard("northwind", agent);
  await drafts.discard("northwind", null);
});

/** What else the core says of something it stored. */
const rest = { unrecorded: false, missing: [] };

function ana() {
  const summary = manyAgents(2, "northwind")[1];
  if (summary === undefined) {
    throw new Error("no agent");
  }
  return summary;
}

/** Opens Ana's page; the first draw of the lazy page takes its time in tests. */
async function open(scene: Scene = {}, section = "profile") {
  openWindow({ agents: 3, ...scene }, { ...place, section });
  return screen.findByRole("heading", { level: 1, name: /Ana Ruiz/ }, { timeout: 15_000 });
}

const nameField = () => screen.getByLabelText<HTMLInputElement>("Name");
const foot = () => within(screen.getByRole("region", { name: "Changes that are not saved yet" }));

async function rename(to: string) {
  await userEvent.clear(nameField());
  await userEvent.type(nameField(), to);
}

describe("an agent's page", { timeout: 40_000 }, () => {
  it("shows who it is, the state in words, and the clock where they are", async () => {
    await open();
    const main = within(screen.getByRole("main"));
    expect(main.getByText("Available")).toBeDefined();
    expect(main.getByText(/ana\.ruiz@example\.com · \d\d:\d\d in Madrid, open until/)).toBeDefined();
  });

  it("counts the changes, marks them and puts one back alone", async () => {
    await open();
    expect(screen.queryByRole("region", { name: "Changes that are not saved yet" })).toBeNull();
    await rename("Ana R");
    await userEvent.click(screen.getByRole("switch", { name: "Forward calls" }));
    expect(foot().getByText("2 changes")).toBeDefined();
    await userEvent.click(screen.getByRole("button", { name: "Put back Name" }));
    expect(nameField().value).toBe("Ana Ruiz");
    expect(foot().getByText("1 change")).toBeDefined();
  });

  it("loses nothing on the way to another agent and back", async () => {
    await open();
    await rename("Ana R");
    await userEvent.click(await screen.findByRole("button", { name: /^Adaeze Okafor/ }));
    await screen.findByRole("heading", { level: 1, name: "Adaeze Okafor" });
    await userEvent.click(screen.getByRole("button", { name: /^Ana Ruiz/ }));
    await screen.findByRole("heading", { level: 1, name: "Ana R" });
    expect(nameField().value).toBe("Ana R");
  });

  it("takes up what was typed before a crash", async () => {
    const draft: Draft = {
      connection: "northwind",
      agent,
      base: documentOf(ana()),
      edits: { "/name": "Ana from yesterday" },
      updatedAt: "2026-03-03T10:00:00Z",
    };
    openWindow({ agents: 3, start: { ...started, drafts: [draft] } }, place);
    await screen.findByRole("heading", { level: 1, name: "Ana from yesterday" }, { timeout: 15_000 });
    expect(foot().getByText("1 change")).toBeDefined();
  });

  it("saves with the keyboard, says so, and offers the way back", async () => {
    await open();
    await rename("Ana R");
    await userEvent.keyboard("{Control>}s{/Control}");
    expect(await screen.findByText("Ana R is saved.")).toBeDefined();
    expect(screen.getByRole("button", { name: "Undo" })).toBeDefined();
    expect(screen.queryByRole("region", { name: "Changes that are not saved yet" })).toBeNull();
    expect(await screen.findByRole("button", { name: /^Ana R,/ })).toBeDefined();
  });

  it("keeps the edits on screen when a save fails, and says what to do", async () => {
    await open({ failing: { save_agent: "unreachable" } });
    await rename("Ana R");
    await userEvent.click(foot().getByRole("button", { name: "Save 1 change" }));
    expect((await screen.findByRole("alert")).textContent).toContain("cannot be reached");
    expect(nameField().value).toBe("Ana R");
    expect(foot().getByText("1 change")).toBeDefined();
  });

  it("reviews the changes in words and leads to the field", async () => {
    await open();
    await userEvent.click(screen.getByRole("switch", { name: "Forward calls" }));
    await userEvent.click(foot().getByRole("button", { name: "Review" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText("Forward calls")).toBeDefined();
    expect(dialog.getByText("Off")).toBeDefined();
    expect(dialog.getByText("On")).toBeDefined();
    await userEvent.click(dialog.getByRole("button", { name: "Go to Forward calls" }));
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("switch"));
  });

  it("shows what stands in the way beside the field and in the review", async () => {
    const finding = {
      pointer: "/defaultCallerId",
      code: "notAnEmail",
      severity: "error",
      context: {},
    } as const;
    await open({ findings: [finding] });
    await userEvent.type(screen.getByLabelText("Number shown when calling"), "1");
    expect(await screen.findByText(/not an e-mail address/)).toBeDefined();
    await userEvent.click(foot().getByRole("button", { name: "1 thing to put right" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByRole<HTMLButtonElement>("button", { name: "Save 1 change" }).disabled).toBe(true);
  });

  it("lets the admin pick where somebody else changed the same field, and saves on top of theirs", async () => {
    await open({ conflicts: { "/name": "Ana Theirs" } });
    await rename("Ana Mine");
    await userEvent.keyboard("{Control>}s{/Control}");
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText("Ana Theirs")).toBeDefined();
    const save = dialog.getByRole<HTMLButtonElement>("button", { name: "Save 1 change" });
    // Nothing is picked for the admin, so nothing can be overwritten by a hasty click.
    expect(dialog.getByText("1 left to choose")).toBeDefined();
    await userEvent.click(dialog.getByRole("radio", { name: /Mine/ }));
    expect(save.disabled).toBe(false);
    await userEvent.click(save);
    expect(await screen.findByText("Ana Mine is saved.")).toBeDefined();
  });

  it("names the item of a list that both changed, and offers to keep both", async () => {
    const day = (name: string) => ({ day: 5, month: 5, name });
    const conflict = {
      pointer: "/holidays",
      item: { identity: "5 May", shown: day("Inventory") },
      member: null,
      order: false,
      original: null,
      theirs: day("Liberation"),
      mine: day("Inventory"),
      both: [day("Liberation"), day("Inventory")],
    };
    const asked: unknown[] = [];
    const fresh = {
      connection: "northwind",
      id: agent,
      document: documentOf(ana()),
      summary: ana(),
      readAt: "",
    };
    await open({
      answering: {
        save_agent: (request: unknown) => {
          asked.push(request);
          return { kind: "conflicts", fresh, conflicts: [conflict] };
        },
      },
    });
    await rename("Ana Mine");
    await userEvent.keyboard("{Control>}s{/Control}");
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByRole("group", { name: /Inventory/ })).toBeDefined();
    await userEvent.click(dialog.getByRole("radio", { name: /Both/ }));
    await userEvent.click(dialog.getByRole("button", { name: "Save 1 change" }));
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(JSON.stringify(asked[1])).toContain(
      JSON.stringify({
        pointer: "/holidays",
        identity: "5 May",
        member: null,
        theirs: day("Liberation"),
        choice: "both",
      }),
    );
  });

  it("offers to create an agent again that was deleted meanwhile, from what is on screen", async () => {
    await open({ failing: { save_agent: "agentNotFound" } });
    await rename("Ana R");
    await userEvent.keyboard("{Control>}s{/Control}");
    await userEvent.click(await screen.findByRole("button", { name: "Create it again from here" }));
    await screen.findByText(/Is created in Bird when you save/);
    expect(nameField().value).toBe("Ana R");
    expect(screen.getByLabelText<HTMLInputElement>("Rest after a call").value).toBe("30");
  });

  it("keeps a value of an unusual form and shows it, instead of breaking or emptying it", async () => {
    const document = { ...documentOf(ana()), wrapUpTime: "30 or so", status: "never_heard_of", teams: 7 };
    const record = {
      connection: "northwind",
      id: agent,
      document,
      summary: ana(),
      readAt: "2026-03-04T15:12:00Z",
    };
    await open({ answers: { read_agent: record } });
    expect(screen.getByText("30 or so")).toBeDefined();
    expect(screen.getByRole("button", { name: "Replace the value of Rest after a call" })).toBeDefined();
    expect(screen.getByRole<HTMLInputElement>("combobox", { name: "Status" }).value).toBe("Never heard of");
    expect(screen.getByRole("main").textContent).not.toMatch(/\[object|undefined/);
    expect(screen.queryByRole("region", { name: "Changes that are not saved yet" })).toBeNull();
  });

  it("says workload in numbers and words, and who is over capacity not by colour alone", async () => {
    await open({}, "workload");
    const main = within(screen.getByRole("main"));
    expect(main.getByText("6 of 5 in hand")).toBeDefined();
    expect(main.getByText("Over capacity by 1")).toBeDefined();
    expect(main.getByText("Room for 6 more")).toBeDefined();
  });

  it("shows the history in words with the way back for changes only", async () => {
    await open({}, "history");
    const main = within(screen.getByRole("main"));
    expect(await main.findByText("45")).toBeDefined();
    expect(main.getAllByRole("button", { name: /^Put back the change/ })).toHaveLength(1);
  });

  it("says what a copy leaves behind before it begins one", async () => {
    const leftOut = [{ pointer: "/forwardNumber/delay", value: 5, reason: "undescribed" }];
    const plan = { edits: { "/name": "Ana Ruiz" }, carried: [], leftOut, missing: [] };
    const copying = { screen: "agents", connection: "northwind", agent: "new", copyOf: agent } as const;
    openWindow({ agents: 3, answers: { duplicate_edits: plan } }, copying);
    expect(await screen.findByText(/does not know these settings/, {}, { timeout: 15_000 })).toBeDefined();
    expect(screen.getByText("Delay")).toBeDefined();
    expect(drafts.of("northwind", null), "a draft began before anybody saw what is missing").toBeUndefined();
    await userEvent.click(screen.getByRole("button", { name: "Continue to the form" }));
    await screen.findByText(/Is created in Bird when you save/);
  });

  it("begins a copy with the other's values as a draft, and creates it", async () => {
    openWindow({ agents: 3 }, { screen: "agents", connection: "northwind", agent: "new", copyOf: agent });
    expect(
      await screen.findByRole("heading", { level: 1, name: "Ana Ruiz" }, { timeout: 15_000 }),
    ).toBeDefined();
    await userEvent.click(foot().getByRole("button", { name: "Create agent" }));
    expect(await screen.findByText("Ana Ruiz is created.")).toBeDefined();
    await waitFor(() => expect(drafts.of("northwind", null)).toBeUndefined());
  });

  it("names who is deleted and what is lost before anything happens", async () => {
    await open();
    await userEvent.click(within(screen.getByRole("main")).getByRole("button", { name: "More" }));
    await userEvent.click(await screen.findByText("Delete Ana Ruiz"));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText(/removed from Bird for everybody/)).toBeDefined();
    await userEvent.click(dialog.getByRole("button", { name: "Delete Ana Ruiz" }));
    expect(await screen.findByText("Ana Ruiz is deleted.")).toBeDefined();
    expect(screen.getByRole("button", { name: "Create it again" })).toBeDefined();
  });

  it("that does not answer can be stopped, says so, and is read again when asked", async () => {
    // Reading begins twice where effects run twice: each has its own end.
    const reading = new Map<
      unknown,
      { answer: (record: unknown) => void; refuse: (error: unknown) => void }
    >();
    const stopped: unknown[] = [];
    const record = { connection: "northwind", id: agent, document: documentOf(ana()), summary: ana() };
    openWindow(
      {
        agents: 3,
        answering: {
          read_agent: ({ job }: { job: string }) =>
            new Promise((answer, refuse) => reading.set(job, { answer, refuse })),
          cancel_job: ({ job }: { job: string }) => {
            stopped.push(job);
            reading.get(job)?.refuse(failure("cancelled"));
            return null;
          },
        },
      },
      place,
    );
    await screen.findByText(/Still reading/, undefined, { timeout: 15_000 });
    const before = stopped.length;
    const last = [...reading.keys()].at(-1);
    await userEvent.click(screen.getByRole("button", { name: "Stop" }));
    expect(await screen.findByText("Reading was stopped.")).toBeDefined();
    expect(stopped.slice(before), "the core would go on for half a minute").toEqual([last]);
    const read = reading.size;
    await userEvent.click(screen.getByRole("button", { name: "Read again" }));
    await waitFor(() => expect(reading.size).toBe(read + 1));
    [...reading.values()].at(-1)?.answer(record);
    expect(await screen.findByRole("heading", { level: 1, name: /Ana Ruiz/ })).toBeDefined();
  });

  it("does not save what is half typed: it says where, and saves once it is a value", async () => {
    await open();
    const seconds = () =>
      screen.getByLabelText<HTMLInputElement>(/^Rest after a call: minutes|^Rest after a call$/);
    const field = seconds();
    await userEvent.clear(field);
    await userEvent.type(field, "1.");
    await userEvent.keyboard("{Control>}s{/Control}");
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText("Type a number here.")).toBeDefined();
    await userEvent.click(dialog.getByRole("button", { name: "Back" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(seconds().value, "what was typed must still be there").toBe("1.");
  });

  it("keeps the old value that is typed again while its save runs", async () => {
    let answer: (() => void) | undefined;
    const document = { ...documentOf(ana()), name: "Ana R" };
    const record = { connection: "northwind", id: agent, document, summary: { ...ana(), name: "Ana R" } };
    const outcome = { kind: "saved", record, merged: [], differences: [], change: null, ...rest };
    await open({
      answering: {
        save_agent: () =>
          new Promise((done) => {
            answer = () => done(outcome);
          }),
      },
    });
    await rename("Ana R");
    await userEvent.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(answer).toBeDefined());
    await rename("Ana Ruiz");
    answer?.();
    expect(await screen.findByText("Ana R is saved.")).toBeDefined();
    expect(nameField().value, "the field jumped to what was sent").toBe("Ana Ruiz");
    expect(foot().getByText("1 change")).toBeDefined();
  });

  it("keeps on disk what was typed during a save when another agent is open by then", async () => {
    let answer: (() => void) | undefined;
    const document = { ...documentOf(ana()), name: "Ana R" };
    const record = { connection: "northwind", id: agent, document, summary: { ...ana(), name: "Ana R" } };
    const outcome = { kind: "saved", record, merged: [], differences: [], change: null, ...rest };
    const disk: Draft[] = [];
    await open({
      answering: {
        save_agent: () =>
          new Promise((done) => {
            answer = () => done(outcome);
          }),
        keep_draft: ({ draft }: { draft: Draft }) => {
          disk.push(draft);
          return null;
        },
      },
    });
    await rename("Ana R");
    await userEvent.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(answer).toBeDefined());
    await userEvent.click(screen.getByRole("switch", { name: "Forward calls" }));
    await userEvent.click(await screen.findByRole("button", { name: /^Adaeze Okafor/ }));
    await screen.findByRole("heading", { level: 1, name: "Adaeze Okafor" });
    await drafts.flush();
    const before = disk.length;
    answer?.();
    await waitFor(() =>
      expect(disk.length, "the core forgets the draft with the save").toBeGreaterThan(before),
    );
    expect(Object.keys(disk.at(-1)?.edits ?? {})).toEqual(["/forwardNumber/enabled"]);
    expect(disk.at(-1)?.agent).toBe(agent);
  });
});
