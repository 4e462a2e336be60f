import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import type { Scene } from "../../dev/core";
import { events } from "../bridge/bindings";
import { drafts } from "../session/drafts";
import { unfinished } from "../session/unfinished";
import { openWindow } from "../test-window";
import { leaving } from "../window/leaving";

const agent = { screen: "agents", connection: "northwind", agent: "agent-1" } as const;
const half = { text: '{"tools": [', code: "notJson" as never, context: {} };

/** Opens the window; answers what was written, in order, and how often it was closed. */
function open(scene: Scene = {}) {
  const did: string[] = [];
  openWindow(
    {
      agents: 3,
      ...scene,
      answering: {
        keep_draft: ({ draft }: { draft: { edits: Record<string, unknown> } }) => {
          did.push(`draft ${JSON.stringify(draft.edits)}`);
          return null;
        },
        keep_unfinished: ({ typed }: { typed: { texts: Record<string, { text: string }> } }) => {
          did.push(...Object.values(typed.texts).map(({ text }) => `half ${text}`));
          return [];
        },
        closing_heard: () => {
          did.push("heard");
          return null;
        },
        close_window: () => {
          did.push("closed");
          return null;
        },
        ...scene.answering,
      },
    },
    agent,
  );
  return did;
}

const askToClose = () => act(() => events.closingAsked.emit());

afterEach(async () => {
  leaving.stay();
  unfinished.forget("northwind", "agent-1", "");
  await unfinished.flush();
  await drafts.discard("northwind", "agent-1");
});

describe("closing the window", () => {
  it("closes at once where nothing is left to do", async () => {
    const did = open();
    await screen.findByRole("heading", { name: "Agents" });
    await askToClose();
    await waitFor(() => expect(did).toEqual(["heard", "closed"]));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("puts what was typed a moment ago on disk before it closes", async () => {
    const did = open();
    const field = await screen.findByRole("textbox", { name: "Reply while away" });
    await userEvent.clear(field);
    await userEvent.type(field, "Gone fishing");
    await askToClose();
    await waitFor(() => expect(did.at(-1)).toBe("closed"));
    const drafted = did.filter((each) => each.startsWith("draft"));
    expect(drafted.at(-1), "the last words are lost").toContain("Gone fishing");
  });

  it("keeps a half-typed text over a restart", async () => {
    const did = open();
    await screen.findByRole("heading", { name: "Agents" });
    act(() => unfinished.keep("northwind", "agent-1", "/prompts", half));
    await askToClose();
    await waitFor(() => expect(did).toEqual(["heard", 'half {"tools": [', "closed"]));
  });

  it("names what cannot be kept and closes only when told to", async () => {
    const did = open({
      failing: { keep_draft: "diskFull" },
      answering: { keep_unfinished: () => ["/prompts"] },
    });
    const field = await screen.findByRole("textbox", { name: "Reply while away" });
    await userEvent.type(field, "!");
    act(() => unfinished.keep("northwind", "agent-1", "/prompts", half));
    await askToClose();
    const dialog = await screen.findByRole("dialog", { name: "Close Callboard?" });
    expect(dialog.textContent).toContain("Changes that could not be kept on this computer are lost.");
    expect(dialog.textContent).toContain("A text that is half typed may hold a secret");
    await userEvent.click(screen.getByRole("button", { name: "Keep working" }));
    expect(did, "the window closed over what was not kept").not.toContain("closed");
    await askToClose();
    await userEvent.click(await screen.findByRole("button", { name: "Close anyway" }));
    await waitFor(() => expect(did).toContain("closed"));
  });
});

describe("a start where something is wrong with what is kept", () => {
  it("shows half-typed texts of the last time", async () => {
    open({
      start: { unfinished: [{ connection: "northwind", agent: "agent-1", texts: { "/prompts": half } }] },
    });
    await screen.findByRole("heading", { name: "Agents" });
    expect(unfinished.of("northwind", "agent-1").get("/prompts")).toEqual(half);
  });

  it("says that nothing can be changed, and takes it back when there is room", async () => {
    let storage: unknown = { code: "diskFull", context: {} };
    const { started } = await import("../../dev/fixtures");
    openWindow(
      {
        agents: 3,
        answering: {
          start_up: () => ({ ...started, storage }),
          try_storage_again: () => {
            storage = null;
            return null;
          },
        },
      },
      agent,
    );
    expect(
      (await screen.findByRole("alert", { name: "Nothing can be changed for now" })).textContent,
    ).toContain("The disk of this computer is full.");
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(screen.queryByText("Nothing can be changed for now")).toBeNull());
  });

  it("says which copy of the settings it went on with", async () => {
    open({ start: { settingsSetAside: { file: "/data/callboard.json.damaged", restored: true } } });
    expect(await screen.findByText("Your settings were damaged; the last good copy is used")).toBeDefined();
  });
});
