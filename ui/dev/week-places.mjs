/** The dialogs and states of an agent's week. */
import { bar, paint, place, scene, settings } from "./agent-places.mjs";

const summer = {
  name: "Summer",
  ranges: ["monday", "tuesday", "wednesday", "thursday", "friday"].map((day) => ({
    day,
    from: 480,
    to: 900,
  })),
};
const kept = { settings: { ...settings("en").settings, ownTemplates: [summer] } };

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page @param {string} item */
async function fromMenu(page, item) {
  await page.getByRole("button", { name: "Fill the week" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

export const weekPlaces = [
  {
    name: "week-menu",
    place: place("hours"),
    scene: scene({}, {}, kept),
    act: (page) => page.getByRole("button", { name: "Fill the week" }).click(),
  },
  {
    name: "week-templates",
    place: place("hours"),
    scene: scene({}, {}, kept),
    act: async (page) => {
      await fromMenu(page, "Keep this week as a template…");
      await page.getByRole("textbox", { name: "Name of this week" }).fill("summer");
      await page.getByRole("button", { name: "Keep as a template" }).click();
    },
  },
  {
    name: "week-other-agent",
    place: place("hours"),
    scene: scene(),
    act: async (page) => {
      await fromMenu(page, "Hours of another agent…");
      await page.getByRole("combobox", { name: "Agent" }).click();
    },
  },
  {
    name: "week-undone",
    place: place("hours"),
    scene: scene(),
    act: async (page) => {
      await paint(page, "Sunday", 9, 18.5);
      await bar(page, "Monday").press("Shift+ArrowLeft");
      await page.getByRole("button", { name: "Undo" }).click();
    },
  },
  {
    name: "week-clocks",
    place: place("hours"),
    scene: scene({ timezone: "America/New_York" }),
    act: async (page) => {
      await page.getByRole("button", { name: /^Show my time/ }).click();
      await page.getByRole("button", { name: /^Clock/ }).click();
    },
  },
  {
    name: "week-zone",
    place: place("hours"),
    scene: scene(),
    act: (page) => page.getByRole("button", { name: "Change the time zone" }).click(),
  },
];
