import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { documentOf, recordOf } from "../../dev/agents";
import { manyAgents } from "../../dev/fixtures";
import type { AgentSummary } from "../bridge";
import { openWindow } from "../test-window";

interface Crossed {
  readonly command: string;
  readonly bytes: number;
}

/** What the window sends to the core from now on. */
function listen(): Crossed[] {
  const crossed: Crossed[] = [];
  const internals = Reflect.get(window, "__TAURI_INTERNALS__") as {
    invoke: (command: string, args: unknown, ...more: unknown[]) => unknown;
  };
  const { invoke } = internals;
  internals.invoke = (command, args, ...more) => {
    crossed.push({ command, bytes: JSON.stringify(args ?? {}).length });
    return invoke(command, args, ...more);
  };
  return crossed;
}

const bytesOf = (crossed: readonly Crossed[]) => crossed.reduce((sum, { bytes }) => sum + bytes, 0);

it("sends a large agent to the core once, not at every pause of the typing", async () => {
  const summary = manyAgents(2, "northwind")[1] as AgentSummary;
  const words = "A long text about this agent. ".repeat(4_000);
  const record = recordOf(summary, { ...(documentOf(summary) as object), knowledge: words });
  openWindow(
    { agents: 2, answers: { read_agent: record } },
    { screen: "agents", connection: "northwind", agent: summary.id },
  );
  const crossed = listen();
  const bio = await screen.findByRole("textbox", { name: /^About/ });
  const pauses: number[] = [];
  for (const word of ["One", "Two", "Three"]) {
    const from = crossed.length;
    await userEvent.type(bio, ` ${word}`);
    await waitFor(() => {
      const since = crossed.slice(from).map(({ command }) => command);
      expect(since).toContain("check_edits");
      expect(since).toContain("keep_draft");
    });
    pauses.push(bytesOf(crossed.slice(from)));
  }
  await userEvent.click(screen.getByRole("button", { name: /^Save/ }));
  await waitFor(() => expect(crossed.map(({ command }) => command)).toContain("save_agent"));
  const whole = crossed.filter(({ bytes }) => bytes > words.length);
  expect(
    whole.map(({ command }) => command),
    "the whole agent crosses again and again",
  ).toEqual(["hold_base"]);
  for (const pause of pauses.slice(1)) {
    expect(pause, "a pause of the typing on a large agent makes the window wait").toBeLessThan(8_000);
  }
});
