import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { Providers } from "../app/Providers";
import { createQueries } from "../app/queries";
import { speak } from "../i18n";
import { PresetsDialog } from "./PresetsDialog";
import { presetHolidays } from "./presets";

vi.mock("./presets", async (original) => ({
  ...(await original<typeof import("./presets")>()),
  presetHolidays: vi.fn(),
}));

it("says that the days could not be loaded, tries again, and says where none are known", async () => {
  vi.mocked(presetHolidays).mockRejectedValueOnce(new Error("Failed to fetch")).mockResolvedValueOnce([]);
  speak("en");
  render(
    <Providers client={createQueries()}>
      <PresetsDialog
        stored={[]}
        zone="Europe/Madrid"
        today={new Date(2026, 2, 4)}
        yearKept={false}
        onAdd={() => undefined}
        onClose={() => undefined}
      />
    </Providers>,
  );
  expect((await screen.findByRole("alert")).textContent).toContain("could not be loaded");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("No public holidays are known for Spain in 2026.")).toBeDefined();
  expect(screen.queryByRole("alert")).toBeNull();
});
