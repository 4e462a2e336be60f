import { clearMocks } from "@tauri-apps/api/mocks";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Suspense } from "react";
import { describe, expect, it, vi } from "vitest";
import { diga } from "../../dev/activity";
import { mockCore, type Scene } from "../../dev/core";
import { connection } from "../../dev/fixtures";
import { Providers } from "../app/Providers";
import { createQueries } from "../app/queries";
import type { ErrorCode } from "../bridge";
import { speak } from "../i18n";
import { clearNotices } from "../notices/notices";
import { openWindow } from "../test-window";
import { AddByIdDialog } from "./AddByIdDialog";

const nobody = { connections: [] };

describe("the first screen", () => {
  it("opens the sample agents with one click", async () => {
    openWindow({ start: nobody });
    await userEvent.click(await screen.findByRole("button", { name: /Look around with sample agents/ }));
    expect(await screen.findByRole("region", { name: "Agents of Sample agents" })).toBeDefined();
  });
  it("says why the sample agents did not start, and lets one try again", async () => {
    openWindow({ start: nobody, failing: { start_samples: "sampleFault" } });
    await userEvent.click(await screen.findByRole("button", { name: /Look around/ }));
    expect((await screen.findByRole("alert")).textContent).toContain("could not be started");
    expect(screen.getByRole("button", { name: "Try again" })).toBeDefined();
  });
});

describe("a computer without a keychain", () => {
  it("gets one guided screen and a way to go on that says what it means", async () => {
    openWindow({ start: { ...nobody, keychain: "missing" } });
    expect(await screen.findByRole("heading", { name: "Callboard found no keychain" })).toBeDefined();
    expect(screen.getByText(/When you close Callboard they are gone/)).toBeDefined();
    await userEvent.click(screen.getByRole("button", { name: /Go on without it/ }));
    expect(await screen.findByRole("heading", { name: "Who answers your customers?" })).toBeDefined();
  });
  it("tells a locked keychain from a missing one", async () => {
    openWindow({ start: { ...nobody, keychain: "locked" } });
    expect(await screen.findByRole("heading", { name: "The keychain is locked" })).toBeDefined();
  });
});

describe("testing a connection", () => {
  const causes: [ErrorCode, string][] = [
    ["wrongKey", "The key was not accepted"],
    ["wrongWorkspace", "The workspace was not found"],
    ["unreachable", "The system cannot be reached"],
    ["tlsProblem", "The connection is not safe"],
    ["timedOut", "No answer in time"],
  ];
  const fill = async () => {
    await userEvent.type(await screen.findByLabelText("Workspace ID"), "6f1c0d5e");
    await userEvent.type(screen.getByLabelText("Access key"), "example");
    await userEvent.click(screen.getByRole("button", { name: "Test connection" }));
  };
  it.each(causes)("has words of its own for %s", async (code, words) => {
    openWindow({ start: nobody, failing: { test_connection: code } }, { screen: "connect" });
    await fill();
    expect((await screen.findByRole("alert")).textContent).toContain(words);
  });
  it("says whose key it is when it works", async () => {
    openWindow({ start: nobody }, { screen: "connect" });
    await fill();
    expect(
      await screen.findByText(/The connection works\. 64 agents found\. The key belongs to Ana Ruiz\./),
    ).toBeDefined();
  });
  it("forgets a good answer as soon as the form changes", async () => {
    openWindow({ start: nobody }, { screen: "connect" });
    await fill();
    await screen.findByText(/The connection works/);
    await userEvent.type(screen.getByLabelText("Workspace ID"), "x");
    expect(screen.queryByText(/The connection works/)).toBeNull();
  });
  it("can be stopped while it runs", async () => {
    openWindow({ start: nobody, silent: ["test_connection"] }, { screen: "connect" });
    await fill();
    await userEvent.click(await screen.findByRole("button", { name: "Stop" }));
    expect(await screen.findByRole("button", { name: "Test connection" })).toBeDefined();
  });
});

describe("a connection that is kept", () => {
  it("is connected only when the form is full", async () => {
    openWindow({ start: nobody }, { screen: "connect" });
    await userEvent.click(await screen.findByRole("button", { name: "Connect" }));
    expect(screen.getAllByText("Fill this in.")).toHaveLength(3);
  });
  it("is removed only after a question that names it", async () => {
    openWindow({}, { screen: "connection", connection: "northwind" });
    await userEvent.click(await screen.findByRole("button", { name: "Remove Northwind Support" }));
    expect(await screen.findByRole("dialog", { name: "Remove Northwind Support?" })).toBeDefined();
  });
  it("never shows the stored key", async () => {
    openWindow({}, { screen: "connection", connection: "northwind" });
    await userEvent.click(await screen.findByRole("button", { name: "Replace the key" }));
    expect((screen.getByLabelText("New key") as HTMLInputElement).value).toBe("");
  });
});

describe("a connection that is led to another address", () => {
  const place = { screen: "connection", connection: "northwind" } as const;
  const asked: Record<string, unknown>[] = [];
  const hear = (command: string, answer: unknown) => ({
    [command]: (of: Record<string, unknown>) => {
      asked.push(of);
      return answer;
    },
  });
  const lead = async (address: string) => {
    asked.length = 0;
    const answering = {
      ...hear("test_connection", { agents: 3, ownName: null }),
      ...hear("update_connection", connection),
    };
    openWindow({ answering }, place);
    await userEvent.click(await screen.findByRole("button", { name: "More" }));
    const field = await screen.findByLabelText("Address");
    await userEvent.clear(field);
    await userEvent.type(field, address);
  };
  it("asks for the key again, says why, and sends nothing before", async () => {
    await lead("https://elsewhere.example");
    expect(await screen.findByText(/was given for https:\/\/api\.bird\.com/)).toBeDefined();
    await userEvent.click(screen.getByRole("button", { name: "Test connection" }));
    await userEvent.click(screen.getByRole("button", { name: "Save changes" }));
    expect(await screen.findByText("Fill this in.")).toBeDefined();
    expect(asked, "the core was asked without a key").toEqual([]);
    await userEvent.type(screen.getByLabelText("Key for the new address"), "of-the-new");
    await userEvent.click(screen.getByRole("button", { name: "Test connection" }));
    await screen.findByText(/The connection works/);
    await userEvent.click(screen.getByRole("button", { name: "Save changes" }));
    await waitFor(() => expect(asked.map((each) => each.credential)).toEqual(["of-the-new", "of-the-new"]));
  });
  it("does not ask when only the path is another one, or the address is put back", async () => {
    await lead("https://api.bird.com/v2");
    expect(screen.queryByLabelText("Key for the new address")).toBeNull();
    const field = screen.getByLabelText("Address");
    await userEvent.clear(field);
    await userEvent.type(field, "https://elsewhere.example");
    await userEvent.type(await screen.findByLabelText("Key for the new address"), "of-the-new");
    await userEvent.clear(field);
    await userEvent.type(field, "https://api.bird.com");
    expect(screen.queryByLabelText("Key for the new address")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Test connection" }));
    await waitFor(() => expect(asked.map((each) => each.credential)).toEqual([null]));
  });
  it("names what the stored key was given for, where the settings were changed by hand", async () => {
    const values = { ...connection.connection.values, baseUrl: "https://elsewhere.example" };
    const edited = {
      ...connection,
      credential: "otherAddress",
      connection: { ...connection.connection, values },
    } as const;
    openWindow({ start: { connections: [edited] } }, place);
    expect(await screen.findByText(/The stored key was given for https:\/\/api\.bird\.com/)).toBeDefined();
    expect(screen.getByLabelText("New key")).toBeDefined();
    expect(screen.getByRole("button", { name: /Northwind Support.*Key missing/ })).toBeDefined();
  });
});

describe("choosing among systems", () => {
  it("names each with what it is for, and opens its form", async () => {
    openWindow({ everySystem: true }, { screen: "connect" });
    await userEvent.click(await screen.findByRole("button", { name: /^raia AI agents, each with a key/ }));
    expect(await screen.findByRole("heading", { name: "Connect raia" })).toBeDefined();
  });
});

describe("a system whose agents have keys of their own", () => {
  const asConnection = { screen: "connection", connection: "raia" } as const;
  it("needs no organisation key and leads on to the first agent's key", async () => {
    openWindow({ everySystem: true }, { screen: "connect", system: "raia" });
    await userEvent.type(await screen.findByLabelText("Name"), "Assistants");
    await userEvent.click(screen.getByRole("button", { name: "Connect" }));
    await userEvent.type(await screen.findByLabelText("Agent key"), "example");
    await userEvent.click(screen.getByRole("button", { name: "Add agent" }));
    expect(await screen.findByText("Avery, sales was added.")).toBeDefined();
    expect(await screen.findByRole("region", { name: /^Agents of / })).toBeDefined();
  });
  it("says that no key is needed instead of calling it missing", async () => {
    openWindow({ everySystem: true }, asConnection);
    expect(await screen.findByText(/This system works without one/)).toBeDefined();
    expect(screen.getByRole("heading", { name: "Organisation key" })).toBeDefined();
  });
  it("adds no agent for a key the system refuses, and keeps what was typed", async () => {
    openWindow({ everySystem: true, failing: { add_agent_key: "wrongKey" } }, asConnection);
    await userEvent.click(await screen.findByRole("button", { name: "Add an agent by its key" }));
    const key = await screen.findByLabelText<HTMLInputElement>("Agent key");
    await userEvent.type(key, "example{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("not accepted");
    expect(key.value).toBe("example");
    expect(key.type).toBe("password");
  });
  it("asks before a key is removed, and names whose it is", async () => {
    openWindow({ everySystem: true }, asConnection);
    await userEvent.click(await screen.findByRole("button", { name: "Remove the key of Robin, returns" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Remove the key of Robin, returns?" }));
    await userEvent.click(dialog.getByRole("button", { name: "Remove" }));
    expect(await screen.findByText("The key of Robin, returns was removed.")).toBeDefined();
    expect(screen.queryByRole("button", { name: "Remove the key of Robin, returns" })).toBeNull();
  });
});

describe("what an account offers", () => {
  it("is said plainly, with what to do instead, and can be asked again", async () => {
    openWindow({ everySystem: true }, { screen: "connection", connection: "diga" });
    expect(await screen.findByText(/does not have it\. Add agents by their ID instead/)).toBeDefined();
    await userEvent.click(screen.getByRole("button", { name: "Ask again" }));
    expect(await screen.findAllByText("Not asked yet")).toHaveLength(2);
  });
});

describe("adding an agent by its ID", () => {
  const view = diga;
  const show = (scene: Scene = {}) => {
    const onAdded = vi.fn();
    clearNotices();
    clearMocks();
    mockCore({ everySystem: true, ...scene });
    speak("en");
    render(
      <Providers client={createQueries()}>
        <Suspense>
          <AddByIdDialog connection={view} opened onClose={() => undefined} onAdded={onAdded} />
        </Suspense>
      </Providers>,
    );
    return onAdded;
  };
  it("answers which agent it is", async () => {
    const onAdded = show();
    await userEvent.type(await screen.findByLabelText("Agent ID"), "known-by-id{Enter}");
    await waitFor(() => expect(onAdded).toHaveBeenCalledWith("known-by-id"));
  });
  it("says beside the field that something is no ID", async () => {
    show({ failing: { add_agent_by_id: "invalidEdits" } });
    await userEvent.type(await screen.findByLabelText("Agent ID"), "Greta{Enter}");
    expect(await screen.findByText(/This is not an ID as Diga writes it/)).toBeDefined();
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
