import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PageFault } from "../bridge";
import { watchFaults } from "../bridge";
import { openWindow } from "../test-window";
import { openPalette } from "../window/palette";

const broken = vi.hoisted(() => new Set<string>());

/** The components of a module, each of which fails while `part` is broken. */
const failing = vi.hoisted(() => (part: string, module: Record<string, unknown>) => {
  const wrap = (name: string, drawn: unknown) => {
    const draws = drawn as (props: object) => unknown;
    const fails = (props: object) => {
      if (broken.has(part)) {
        throw new TypeError(`the ${part} fails`);
      }
      return draws(props);
    };
    return [name, fails];
  };
  return Object.fromEntries(Object.entries(module).map(([name, drawn]) => wrap(name, drawn)));
});

vi.mock("../connections/Rail", async (original) => failing("rail", await original()));
vi.mock("../list/AgentList", async (original) => failing("list", await original()));
vi.mock("./ChooseAgent", async (original) => failing("page", await original()));
vi.mock("../palette/Palette", async (original) => failing("dialogs", await original()));
vi.mock("./StorageBanner", async (original) => failing("banner", await original()));
vi.mock("./Frame", async (original) => failing("window", await original()));

let faults: PageFault[] = [];
let unwatch = () => {};
const scene = {
  agents: 3,
  answering: {
    report_page_fault: ({ fault }: { fault: PageFault }) => {
      faults.push(fault);
      return null;
    },
  },
};
const place = { screen: "agents", connection: "northwind" } as const;

beforeEach(() => {
  faults = [];
  broken.clear();
  // React writes what was caught to the console as well.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  unwatch = watchFaults();
});
afterEach(() => {
  unwatch();
  vi.restoreAllMocks();
});

const parts = [
  ["rail", "The connections cannot be shown"],
  ["list", "The list cannot be shown"],
  ["page", "This page cannot be shown"],
  ["dialogs", "This dialog cannot be shown"],
  ["banner", "A message cannot be shown"],
  ["window", "Callboard cannot be shown"],
] as const;

describe("a part of the window that fails", () => {
  it.each(parts)("takes no other with it and can be tried again: %s", async (part, title) => {
    broken.add(part);
    openWindow(scene, place);
    const notice = await screen.findByRole("alert", { name: title });
    if (part !== "window") {
      await waitFor(() => {
        expect(screen.queryAllByRole("navigation", { name: "Connections" })).toHaveLength(
          part === "rail" ? 0 : 1,
        );
        expect(screen.queryAllByRole("button", { name: /^Adaeze Okafor/ })).toHaveLength(
          part === "list" ? 0 : 1,
        );
        expect(screen.queryAllByText(/^Choose an agent/)).toHaveLength(part === "page" ? 0 : 1);
      });
    }
    expect(screen.getAllByRole("alert")).toHaveLength(1);
    expect(
      faults.map(({ source }) => source),
      "support finds nothing in the log",
    ).toEqual([part]);
    expect(faults[0]?.message).toBe(`TypeError: the ${part} fails`);

    broken.clear();
    await userEvent.click(within(notice).getByRole("button", { name: "Try again" }));
    expect(screen.queryByRole("alert")).toBeNull();
    expect(await screen.findByRole("navigation", { name: "Connections" })).toBeDefined();
    expect(await screen.findByRole("button", { name: /^Adaeze Okafor/ })).toBeDefined();
    expect(await screen.findByText(/^Choose an agent/)).toBeDefined();
  });

  it("can be put away where it is a dialog, and leaves the keys working", async () => {
    openWindow(scene, place);
    await screen.findByRole("button", { name: /^Adaeze Okafor/ });
    broken.add("dialogs");
    openPalette();
    const notice = await screen.findByRole("alert", { name: "This dialog cannot be shown" });
    broken.clear();
    await userEvent.click(within(notice).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.queryByRole("dialog")).toBeNull();
    await userEvent.keyboard("?");
    expect(await screen.findByRole("dialog", { name: "Keys" })).toBeDefined();
  });
});

describe("what no part caught", () => {
  it("goes to the log, a fault that repeats once, and endlessly many not at all", () => {
    openWindow(scene, place);
    const fail = (error: Error) => fireEvent(window, new ErrorEvent("error", { error }));
    const one = new Error("one");
    fail(one);
    fail(one);
    const rejection = Object.assign(new Event("unhandledrejection"), { reason: new Error("two") });
    fireEvent(window, rejection);
    expect(faults.map(({ source, message }) => [source, message])).toEqual([
      ["script", "Error: one"],
      ["promise", "Error: two"],
    ]);
    for (let count = 0; count < 100; count += 1) {
      fail(new Error(`fault ${count}`));
    }
    expect(faults.length, "the log holds nothing else any more").toBeLessThanOrEqual(20);
  });
});
