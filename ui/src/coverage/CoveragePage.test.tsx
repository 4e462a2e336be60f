import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { openWindow } from "../test-window";
import { whereWeAre } from "../window/place";

const place = { screen: "coverage", connection: "northwind" } as const;

async function monday() {
  return await screen.findByRole("slider", { name: "Coverage on Monday" });
}

describe("the coverage board", () => {
  it("says how many are on, quarter by quarter, with the keys alone", async () => {
    openWindow({ agents: 8 }, place);
    const user = userEvent.setup();
    await user.click(await monday());
    expect((await monday()).getAttribute("aria-valuetext")).toBe("Monday 0:00: nobody on");
    for (let press = 0; press < 8; press += 1) {
      await user.keyboard("{PageDown}");
    }
    await user.keyboard("{ArrowRight}");
    expect((await monday()).getAttribute("aria-valuetext")).toMatch(/^Monday 8:15: \d on$/);
    await user.keyboard("{ArrowDown}");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Coverage on Tuesday");
  });

  it("names whose hours could close a gap and leads to them", async () => {
    openWindow({ agents: 8 }, place);
    const user = userEvent.setup();
    await user.click(await monday());
    expect(await screen.findByText(/^Nobody is on from/)).toBeTruthy();
    await user.keyboard("{Enter}");
    await user.keyboard("{Enter}");
    const now = whereWeAre();
    expect(now.screen === "agents" && now.section).toBe("hours");
  });

  it("says in words whose hours cannot be read, and that there is nobody", async () => {
    const window = openWindow({ agents: 8 }, place);
    expect(await screen.findByText(/1 agent has no readable hours/)).toBeTruthy();
    window.unmount();
    openWindow({ agents: 0 }, place);
    expect(await screen.findByText("None of these agents has hours.")).toBeTruthy();
  });
});
