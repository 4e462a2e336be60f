import { screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { openWindow } from "../test-window";

// Scripts that never arrive.
const never = vi.hoisted(() => () => new Promise<never>(() => undefined));
vi.mock("../agent", never);
vi.mock("../coverage", never);

it.each([{ screen: "agents", connection: "northwind", agent: "agent-1" }, { screen: "coverage" }] as const)(
  "shows the outline of a page that is on its way, not an empty window: $screen",
  async (place) => {
    openWindow({ agents: 3 }, place);
    const outline = () => screen.getByRole("main").querySelector("[role=status][aria-busy=true]");
    await waitFor(() => expect(outline()).not.toBeNull());
  },
);
