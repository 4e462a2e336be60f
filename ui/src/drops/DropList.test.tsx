import { clearMocks } from "@tauri-apps/api/mocks";
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { storedAs } from "../../dev/agents";
import { mockCore, type Scene } from "../../dev/core";
import type { DropEdit, JsonValue, VoicemailDrop } from "../bridge";
import { unfinished } from "../session/unfinished";
import { onSession, recordOf } from "../test-session";
import { DropsSection } from "./DropsSection";
import { forgetQueue } from "./test-queue";

beforeEach(forgetQueue);

const stored = ["After hours", "On holiday", "Welcome"].map((name, at) => ({
  id: `drop-${at}`,
  name,
  mediaUrl: `https://media.example.com/${at}.wav`,
}));
const button = (name: string | RegExp) => screen.findByRole("button", { name });

function edited(list: readonly JsonValue[], edit: DropEdit): JsonValue[] {
  const next = [...list];
  if (edit.kind === "move") {
    next.splice(edit.to, 0, ...next.splice(edit.from, 1));
  } else if (edit.kind === "rename") {
    next[edit.index] = { ...(next[edit.index] as object), name: edit.name };
  }
  return next;
}

function show(scene: Scene = {}) {
  clearMocks();
  mockCore({
    ...scene,
    answering: {
      list_drops: ({ document }: { document: { dropVms: VoicemailDrop[] } }) =>
        document.dropVms.map((drop, index) => ({ ...drop, index })),
      edit_drops: ({ document, edit }: { document: { dropVms: JsonValue[] }; edit: DropEdit }) =>
        edited(document.dropVms, edit),
      ...scene.answering,
    },
  });
  return onSession({ dropVms: stored }, (session) => <DropsSection session={session} />);
}

const order = () =>
  screen.getAllByRole("button", { name: /^Play / }).map((each) => each.getAttribute("aria-label"));

async function choose(name: string, item: string) {
  await userEvent.click(await button(`More for ${name}`));
  await userEvent.click(await screen.findByRole("menuitem", { name: item, hidden: true }));
}

describe("the order of the drops", () => {
  it("is changed with the arrow keys; the focus stays with the drop, and its place is said", async () => {
    const { now } = show();
    const handle = await button("Move After hours");
    handle.focus();
    await userEvent.keyboard("{ArrowDown}");
    await waitFor(() => expect(order()).toEqual(["Play On holiday", "Play After hours", "Play Welcome"]));
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("Move After hours"));
    expect(screen.getByText("After hours is number 2 of 3 now")).toBeDefined();
    await userEvent.keyboard("{End}");
    await waitFor(() => expect(order()[2]).toBe("Play After hours"));
    await userEvent.keyboard("{ArrowDown}");
    expect(now().edits).toEqual({ "/dropVms": [stored[1], stored[2], stored[0]] });
  });

  it("is changed by each of two quick presses, however long the first one takes", async () => {
    const waiting: (() => void)[] = [];
    const { now } = show({
      answering: {
        edit_drops: ({ document, edit }: { document: { dropVms: JsonValue[] }; edit: DropEdit }) =>
          new Promise((done) => {
            waiting.push(() => done(edited(document.dropVms, edit)));
          }),
      },
    });
    (await button("Move After hours")).focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    for (const each of [0, 1]) {
      await waitFor(() => expect(waiting.length).toBe(each + 1));
      waiting[each]?.();
    }
    await waitFor(() =>
      expect(now().edits, "one of the two moves is lost").toEqual({
        "/dropVms": [stored[1], stored[2], stored[0]],
      }),
    );
  });

  it("and a new name typed meanwhile both count", async () => {
    const { now } = show();
    fireEvent.keyDown(await button("Move After hours"), { key: "End" });
    await userEvent.click(await button("Rename Welcome"));
    await userEvent.keyboard("Hello{Enter}");
    await waitFor(() =>
      expect(now().edits).toEqual({ "/dropVms": [stored[1], { ...stored[2], name: "Hello" }, stored[0]] }),
    );
  });

  it("is changed from the menu, which offers no way beyond the ends", async () => {
    show();
    await choose("Welcome", "Move up");
    await waitFor(() => expect(order()).toEqual(["Play After hours", "Play Welcome", "Play On holiday"]));
    await userEvent.click(await button("More for After hours"));
    const up = await screen.findByRole("menuitem", { name: "Move up", hidden: true });
    expect(up.hasAttribute("disabled")).toBe(true);
  });

  it("is changed by dragging, and not by a drag that is broken off", async () => {
    show();
    const handle = await button("Move Welcome");
    for (const [at, row] of screen.getAllByRole("listitem").entries()) {
      row.getBoundingClientRect = () => new DOMRect(0, at * 50, 300, 50);
    }
    handle.setPointerCapture = () => undefined;
    fireEvent.pointerDown(handle, { pointerId: 1, clientY: 120 });
    fireEvent.pointerMove(handle, { pointerId: 1, clientY: 20 });
    fireEvent.pointerCancel(handle, { pointerId: 1 });
    expect(order()[0]).toBe("Play After hours");
    fireEvent.pointerDown(handle, { pointerId: 1, clientY: 120 });
    fireEvent.pointerMove(handle, { pointerId: 1, clientY: 20 });
    fireEvent.pointerUp(handle, { pointerId: 1, clientY: 20 });
    await waitFor(() => expect(order()[0]).toBe("Play Welcome"));
  });
});

describe("a stored drop", () => {
  it("gets another recording under its own name", async () => {
    const sent: unknown[] = [];
    const after = recordOf({ dropVms: stored });
    const { now } = show({
      answers: { choose_file: { token: "token-9", name: "new.wav", size: 1000 } },
      answering: {
        upload_drop: ({ name, replaces }: { name: string; replaces: VoicemailDrop }) => {
          sent.push({ name, replaces });
          return storedAs(after);
        },
      },
    });
    await choose("On holiday", "Replace the recording…");
    const form = within(await screen.findByRole("form", { name: "Replace On holiday by new.wav" }));
    expect(await form.findByText("Takes the place of On holiday")).toBeDefined();
    await userEvent.click(await form.findByRole("button", { name: "Replace" }));
    await waitFor(() => expect(now().record).toEqual(after));
    expect(sent).toEqual([{ name: "On holiday", replaces: { ...stored[1], index: 1 } }]);
  });

  it("is neither replaced nor copied while the list has changes that are not stored", async () => {
    show();
    await choose("Welcome", "Move up");
    await userEvent.click(await button("More for Welcome"));
    for (const name of ["Replace the recording…", "Copy to other agents…"]) {
      const item = await screen.findByRole("menuitem", { name, hidden: true });
      expect(item.hasAttribute("disabled"), name).toBe(true);
    }
    expect(screen.getByText("Save or put back the changes to the list first")).toBeDefined();
  });

  it("shows how long it is before anybody plays it", async () => {
    show({ answers: { stored_length: 75.2 } });
    await waitFor(() => expect(screen.getAllByText("1:15")).toHaveLength(3));
  });
});

describe("copying a drop to other agents", () => {
  async function open(scene: Scene = {}) {
    show(scene);
    await choose("After hours", "Copy to other agents…");
    const dialog = await screen.findByRole("dialog", { name: "Copy After hours to other agents" });
    await within(dialog).findByRole("checkbox", { name: /Aisha Okonkwo/ });
    return within(dialog);
  }

  it("says what is copied, who has it already and who has one of its name", async () => {
    const dialog = await open();
    expect(dialog.getByText(/an entry of its own with this name and the same recording/)).toBeDefined();
    const has = dialog.getByRole("checkbox", { name: /Bram de Vries.*Has it already/ });
    expect(has.hasAttribute("disabled")).toBe(true);
    expect(
      dialog.getByRole("checkbox", { name: /Diego.*Has another recording called After hours/ }),
    ).toBeDefined();
    expect(dialog.getByRole("button", { name: "Copy" }).hasAttribute("disabled")).toBe(true);
  });

  it("finds agents by name and chooses all who lack it at once", async () => {
    const dialog = await open();
    await userEvent.type(dialog.getByRole("searchbox"), "de");
    expect(dialog.queryByRole("checkbox", { name: /Aisha/ })).toBeNull();
    await userEvent.clear(dialog.getByRole("searchbox"));
    await userEvent.click(dialog.getByRole("checkbox", { name: "All 5 agents without it" }));
    expect(dialog.getByRole("button", { name: "Copy to 5 agents" })).toBeDefined();
  });

  it("says of each agent what became of it, and tries only the failed ones again", async () => {
    const asked: string[][] = [];
    let fails = true;
    const dialog = await open({
      answering: {
        copy_drop: ({ targets }: { targets: string[] }) => {
          asked.push(targets);
          return targets.map((agent) => ({
            agent,
            outcome:
              agent === "agent-4" && fails
                ? { kind: "failed", error: { ...dropFailure } }
                : { kind: "copied" },
          }));
        },
      },
    });
    await userEvent.click(dialog.getByRole("checkbox", { name: /Aisha/ }));
    await userEvent.click(dialog.getByRole("checkbox", { name: /Chloé/ }));
    await userEvent.click(dialog.getByRole("button", { name: "Copy to 2 agents" }));
    expect(await dialog.findByText("1 of 2 agents has the drop")).toBeDefined();
    expect(dialog.getByText("The system has a problem of its own")).toBeDefined();
    fails = false;
    await userEvent.click(dialog.getByRole("button", { name: "Try again with 1 agent" }));
    expect(await dialog.findByText("2 of 2 agents have the drop")).toBeDefined();
    expect(asked).toEqual([["agent-2", "agent-4"], ["agent-4"]]);
  });

  it("does not call a copy failed of which nobody knows, and does not send it again", async () => {
    const dialog = await open({
      answering: {
        copy_drop: ({ targets }: { targets: string[] }) =>
          targets.map((agent) => ({ agent, outcome: { kind: "sent", change: "change-1" } })),
      },
    });
    await userEvent.click(dialog.getByRole("checkbox", { name: /Aisha/ }));
    await userEvent.click(dialog.getByRole("button", { name: "Copy to 1 agent" }));
    expect(await dialog.findByText("Sent; not known yet whether it is there")).toBeDefined();
    expect(dialog.getByText("No agent has the drop")).toBeDefined();
    expect(dialog.queryByRole("button", { name: /Try again/ }), "it would be there twice").toBeNull();
    expect(dialog.getByRole("button", { name: "Show" })).toBeDefined();
  });

  it("goes back to choosing when the drop itself cannot be read", async () => {
    const dialog = await open({ failing: { copy_drop: "mediaNotFound" } });
    await userEvent.click(dialog.getByRole("checkbox", { name: /Aisha/ }));
    await userEvent.click(dialog.getByRole("button", { name: "Copy to 1 agent" }));
    expect(await dialog.findByRole("alert")).toBeDefined();
    expect(dialog.getByRole("checkbox", { name: /Aisha/ })).toBeDefined();
  });
});

const dropFailure = {
  code: "systemFault",
  system: "bird",
  operation: "updateAgent",
  status: 503,
  field: null,
  retryAfterSeconds: null,
  requestId: null,
  detail: null,
  context: {},
};

describe("a new name that is half typed", () => {
  beforeEach(() => unfinished.forget("northwind", "agent-1", ""));
  const field = () => screen.getByLabelText<HTMLInputElement>("Name");
  async function type(name: string) {
    await userEvent.click(await button("Rename Welcome"));
    await userEvent.clear(field());
    await userEvent.type(field(), name);
  }

  it("becomes the name when somebody goes on elsewhere", async () => {
    const { now } = show();
    await type("Hello");
    await userEvent.click(await button("Play On holiday"));
    await waitFor(() =>
      expect(now().edits).toEqual({ "/dropVms": [stored[0], stored[1], { ...stored[2], name: "Hello" }] }),
    );
    expect(unfinished.of("northwind", "agent-1").size).toBe(0);
  });

  it("is still there after the section was left by a key, and stands in the way of saving", async () => {
    show();
    await type("Hel");
    cleanup();
    expect(unfinished.of("northwind", "agent-1").size, "it would be lost without a word").toBe(1);
    const { now } = show();
    await waitFor(() => expect(field().value).toBe("Hel"));
    await userEvent.type(field(), "lo{Enter}");
    await waitFor(() =>
      expect(now().edits).toEqual({ "/dropVms": [stored[0], stored[1], { ...stored[2], name: "Hello" }] }),
    );
    await waitFor(() => expect(unfinished.of("northwind", "agent-1").size).toBe(0));
  });

  it("is gone with Escape, as asked", async () => {
    const { now } = show();
    await type("Hel");
    await userEvent.keyboard("{Escape}");
    expect(unfinished.of("northwind", "agent-1").size).toBe(0);
    expect(now().edits).toEqual({});
  });

  it("stays open and says so when it is emptied and left", async () => {
    show();
    await type(" ");
    await userEvent.click(await button("Play On holiday"));
    expect(screen.getByText("Give the recording a name.")).toBeDefined();
  });
});
