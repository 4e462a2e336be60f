import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { ErrorCode } from "../bridge";
import { openWindow } from "../test-window";

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
